import { CaseStatus, type CaseShown } from '@libs/contracts';
import { choice, choices, PAGING, READING } from '../input/parameters.js';
import type { ToldOperation } from '../openapi/operation.js';

const tag = 'Cases';
const PART = 'Its `case.<id>` part is compared.';

/** What the list of a merchant's cases can be asked for. */
export const CASES_QUERY = {
  ...PAGING,
  status: choices('Only cases in these states.', CaseStatus.options),
  awaits: choice<CaseShown['awaits']>('Only cases that this side is to answer.', [
    'merchant',
    'buyer',
    'nobody',
  ]),
};

const COMMAND = [
  'invalid-input',
  'not-found',
  'idempotency-key-reused',
  'outcome-unknown',
  'timed-out',
  'body-too-large',
  'unsupported-media-type',
] as const;
export const MOVING = [
  ...COMMAND,
  'revision-stale',
  'if-match-missing',
  'case.case-closed',
] as const;
export const ANSWERING = [...MOVING, 'case.not-your-turn', 'case.acceptance-under-way'] as const;
export const OPENING = [
  ...COMMAND,
  'case.not-paid',
  'case.no-contact-with-the-buyer',
  'case.amount-missing',
  'case.rows-missing',
  'case.row-unknown',
  'case.quantity-exceeds-ordered',
  'case.amount-exceeds-refundable',
  'case.inspection-over',
] as const;

const ids = { pathIds: ['caseId'] } as const;
const HEADERS = { headers: ['Idempotency-Key', 'If-Match'] } as const;
const CHANGED = ['ETag', 'Extranet-Position', 'Idempotency-Hit'] as const;
const moved = (description: string) => [
  { status: 200, description, schema: 'Case', headers: CHANGED },
];

export const OF_ORDER: ToldOperation = {
  tag,
  summary: 'The cases of an order',
  parameters: READING,
  headers: ['If-None-Match'],
  pathIds: ['orderId'],
  answers: [
    {
      status: 200,
      description: 'All of them, oldest first.',
      schema: 'CaseList',
      headers: ['ETag'],
    },
    { status: 304, description: 'Nothing has changed.' },
  ],
  problems: ['invalid-input', 'not-found', 'view-behind'],
};

export const OPEN: ToldOperation = {
  tag,
  summary: 'Offer the buyer a price reduction',
  description:
    'Opens a case that the buyer is to answer. Needs no `If-Match`: it begins a stream. All other kinds are opened by the buyer, on the order-specific link.',
  headers: ['Idempotency-Key'],
  pathIds: ['orderId'],
  answers: [
    {
      status: 201,
      description: 'The case is open; who is to answer by when is in `awaits` and `answerBy`.',
      schema: 'Case',
      headers: ['Location', ...CHANGED],
    },
  ],
  problems: [...OPENING, 'case.offers-are-price-reductions'],
};

export const LIST: ToldOperation = {
  tag,
  summary: 'Cases of all orders, by the deadline for their answer',
  description: 'The nearest deadline first: with `awaits=merchant` it is your pending work.',
  parameters: CASES_QUERY,
  answers: [{ status: 200, description: 'A page.', schema: 'CasePage' }],
  problems: ['invalid-input', 'view-behind'],
};

export const ONE: ToldOperation = {
  ...ids,
  tag,
  summary: 'One case: what is proposed, what was said, who is to answer',
  parameters: READING,
  headers: ['If-None-Match'],
  answers: [
    { status: 200, description: 'The case.', schema: 'Case', headers: ['ETag'] },
    { status: 304, description: 'Nothing has changed.' },
  ],
  problems: ['invalid-input', 'not-found', 'view-behind'],
};

export const WRITE: ToldOperation = {
  ...{ ...ids, ...HEADERS, tag, description: PART },
  summary: 'Write to the buyer',
  answers: moved('It is written.'),
  problems: [...MOVING, 'case.too-many-messages'],
};

export const COUNTER: ToldOperation = {
  ...{ ...ids, ...HEADERS, tag, description: PART },
  summary: 'Offer another sum',
  answers: moved('It is offered; the buyer is to answer.'),
  problems: [...ANSWERING, 'case.nothing-to-negotiate', 'case.same-offer', 'case.too-many-offers'],
};

export const RECEIVED: ToldOperation = {
  ...{ ...ids, ...HEADERS, tag, description: `${PART} Takes no body.` },
  summary: 'Record that the goods are back',
  answers: moved('They are back; accepting is a step of its own.'),
  problems: MOVING,
};

export const ACCEPT: ToldOperation = {
  ...{ ...ids, ...HEADERS, tag },
  summary: 'Accept, in full or in part',
  description: `${PART} The case is \`accepting\` until the account has answered; its refund is then among the order's. Of what was sent and is not back, \`beforeGoods\` has to be said.`,
  answers: moved('It is accepted.'),
  problems: [
    ...ANSWERING,
    'case.goods-not-received',
    'case.part-missing',
    'case.part-exceeds-proposal',
    'case.rows-not-proposed',
    'case.row-unknown',
    'case.row-is-no-product',
    'case.quantity-exceeds-ordered',
    'case.counter-offer-instead',
    'case.money-is-asked-for',
  ],
};

export const DECLINE: ToldOperation = {
  ...{ ...ids, ...HEADERS, tag, description: `${PART} The buyer reads the message.` },
  summary: 'Decline, with a message',
  answers: moved('It is declined, and has ended.'),
  problems: ANSWERING,
};
