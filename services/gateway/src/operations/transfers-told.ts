import { TransferStatus } from '@libs/contracts';
import { choice, choices, PAGING, READING } from '../input/parameters.js';
import type { ToldOperation } from '../openapi/operation.js';

const tag = 'Operations';

/** What the list of transfers may be asked for. */
export const TRANSFERS_QUERY = {
  ...PAGING,
  status: choices('Any of these states; `unmatched` ones wait for an operator.', [
    ...TransferStatus.options,
  ]),
  sort: choice('Newest first when left out.', ['-receivedAt', 'receivedAt']),
};

export const LIST: ToldOperation = {
  tag,
  summary: "Bank transfers to the institution's account, matched or not",
  description: 'What each is for and who said so, or why it funds nothing.',
  parameters: TRANSFERS_QUERY,
  answers: [{ status: 200, description: 'A page.', schema: 'TransferPage' }],
  problems: ['invalid-input', 'view-behind'],
};

export const ONE: ToldOperation = {
  tag,
  summary: 'A bank transfer, with what can be done about it',
  parameters: READING,
  pathTexts: { transferId: "The bank's own id." },
  answers: [
    { status: 200, description: 'What it is for, or why it funds nothing.', schema: 'Transfer' },
  ],
  problems: ['invalid-input', 'not-found', 'view-behind'],
};

const about = (description: string) =>
  ({
    tag,
    headers: ['Idempotency-Key'],
    pathTexts: { transferId: "The bank's own id." },
    answers: [
      {
        ...{ status: 200, description, schema: 'Transfer' },
        headers: ['Extranet-Position', 'Idempotency-Hit'],
      },
    ],
  }) as const;

const PROBLEMS = [
  'invalid-input',
  'not-found',
  'idempotency-key-reused',
  'outcome-unknown',
  'timed-out',
] as const;

const TAKEN = [
  'transfer.still-being-matched',
  'transfer.already-assigned',
  'transfer.already-matched',
  'transfer.goes-back',
] as const;

export const ALLOCATE: ToldOperation = {
  ...about('It is for this refund. `assigned` until the account of the order has answered.'),
  summary: 'Say which waiting refund an unmatched transfer is for',
  description:
    'Its sum has to be what the refund waits for, to the cent; `/v1/operations/waiting-refunds` finds such refunds. When the account has counted it, the transfer is `matched` and the buyer is refunded; when it cannot, because the refund was withdrawn meanwhile, the transfer is `unmatched` again with the reason.',
  problems: [...PROBLEMS, ...TAKEN, 'transfer.sum-differs', 'transfer.refund-not-waiting'],
};

export const SEND_BACK: ToldOperation = {
  ...about('It is to be sent back, and funds nothing any more.'),
  summary: 'Decide that an unmatched transfer goes back to its payer, for a reason',
  description: 'This stands. Send it back at the bank, then say so by `sent-back`.',
  problems: [...PROBLEMS, ...TAKEN],
};

export const SENT_BACK: ToldOperation = {
  ...about('Its payer has it back.'),
  summary: 'Say that a transfer was sent back at the bank',
  problems: [...PROBLEMS, 'transfer.not-to-be-sent-back'],
};
