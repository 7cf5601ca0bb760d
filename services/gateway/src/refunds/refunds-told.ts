import { READING } from '../input/parameters.js';
import type { ToldOperation } from '../openapi/operation.js';

const tag = 'Refunds';
const NOT_MODIFIED = { status: 304, description: 'Nothing has changed.' };
const READ_PROBLEMS = ['invalid-input', 'not-found', 'view-behind'] as const;
const COMMAND_PROBLEMS = [
  'invalid-input',
  'not-found',
  'revision-stale',
  'idempotency-key-reused',
  'if-match-missing',
  'outcome-unknown',
  'timed-out',
] as const;

export const OPTIONS: ToldOperation = {
  tag,
  summary: 'What can be refunded, and how, with reasons, before trying',
  parameters: READING,
  headers: ['If-None-Match'],
  pathIds: ['orderId'],
  answers: [
    {
      status: 200,
      description: 'Each way to refund, open or closed.',
      schema: 'RefundOptions',
      headers: ['ETag'],
    },
    NOT_MODIFIED,
  ],
  problems: READ_PROBLEMS,
};

export const REQUEST: ToldOperation = {
  tag,
  summary: 'Ask for a refund',
  description:
    'The same key again answers the first time, whatever `If-Match` says by then, and moves no more money. A refund after settlement waits for your transfer: the answer says where to.',
  headers: ['Idempotency-Key', 'If-Match'],
  pathIds: ['orderId'],
  answers: [
    {
      status: 201,
      description: 'The refund is asked for; what it waits for is in `status` and `nextStep`.',
      schema: 'Refund',
      headers: ['Location', 'ETag', 'Extranet-Position', 'Idempotency-Hit'],
    },
  ],
  problems: [
    ...COMMAND_PROBLEMS,
    'account.not-paid',
    'account.already-settled',
    'account.not-settled',
    'account.nothing-left-to-refund',
    'account.amount-exceeds-refundable',
    'account.amount-is-not-all-that-is-left',
    'account.amount-exceeds-refundable-at-rate',
    'account.rows-do-not-add-up',
    'account.cancel-id-used',
    'account.buyer-iban-missing',
    'account.buyer-iban-not-taken',
    'account.row-unknown',
    'account.row-not-returnable',
    'account.quantity-exceeds-left',
    'account.method-takes-no-online-refund',
    'account.direct-service-refunds-cards-and-collector-only',
    'body-too-large',
    'unsupported-media-type',
  ],
};

export const REFUNDS: ToldOperation = {
  tag,
  summary: 'The refunds of an order',
  parameters: READING,
  headers: ['If-None-Match'],
  pathIds: ['orderId'],
  answers: [
    {
      status: 200,
      description: 'All of them, oldest first.',
      schema: 'RefundList',
      headers: ['ETag'],
    },
    NOT_MODIFIED,
  ],
  problems: READ_PROBLEMS,
};

export const REFUND: ToldOperation = {
  tag,
  summary: 'One refund',
  parameters: READING,
  headers: ['If-None-Match'],
  pathIds: ['orderId', 'refundId'],
  answers: [
    { status: 200, description: 'The refund.', schema: 'Refund', headers: ['ETag'] },
    NOT_MODIFIED,
  ],
  problems: READ_PROBLEMS,
};

/** Of two people the second one decides. */
const decided = (summary: string, description: string): ToldOperation => ({
  tag,
  summary,
  description,
  headers: ['Idempotency-Key', 'If-Match'],
  pathIds: ['orderId', 'refundId'],
  answers: [
    {
      status: 200,
      description: 'The refund as it stands then.',
      schema: 'Refund',
      headers: ['ETag', 'Extranet-Position', 'Idempotency-Hit'],
    },
  ],
  problems: [
    ...COMMAND_PROBLEMS,
    'account.refund-not-awaiting-approval',
    'account.approver-is-requester',
    'account.approver-is-no-person',
    'account.not-paid',
  ],
});

export const APPROVE = decided(
  'Approve a refund that another person asked for',
  'Its payout is ordered, or it waits for your transfer. Never by the one who asked. Takes no body.',
);

export const DECLINE = decided(
  'Decline a refund that another person asked for',
  'Frees its amount. The one who asked withdraws it instead.',
);

export const WITHDRAW: ToldOperation = {
  tag,
  summary: 'Withdraw a refund whose payout was not ordered yet',
  description: 'Frees its amount. Takes no body.',
  headers: ['Idempotency-Key', 'If-Match'],
  pathIds: ['orderId', 'refundId'],
  answers: [
    {
      status: 200,
      description: 'The refund is withdrawn.',
      schema: 'Refund',
      headers: ['ETag', 'Extranet-Position', 'Idempotency-Hit'],
    },
  ],
  problems: [...COMMAND_PROBLEMS, 'account.payout-already-ordered', 'account.not-paid'],
};
