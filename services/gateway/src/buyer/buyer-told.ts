import { ANSWERING, MOVING, OPENING } from '../cases/cases-told.js';
import { READING } from '../input/parameters.js';
import type { ToldOperation } from '../openapi/operation.js';

const LINK = { link: 'The secret of the order-specific link, as the mail to the buyer says it.' };
const side = { tag: 'Buyer', opens: 'link', pathTexts: LINK } as const;
const ofCase = { ...side, pathIds: ['caseId'] } as const;
const MOVED = ['ETag', 'Extranet-Position', 'Idempotency-Hit'] as const;
const HEADERS = { headers: ['Idempotency-Key', 'If-Match'] } as const;
const READ = ['invalid-input', 'view-behind'] as const;
const moved = (description: string) => [
  { status: 200, description, schema: 'BuyersCase', headers: MOVED },
];

export const PAGE: ToldOperation = {
  ...side,
  summary: 'The order as its buyer sees it: state, tracking, deadlines, and what can be done',
  description:
    'Needs no sign-in: the link opens this one order. A link that is wrong, expired or of another installation is answered like one that never was.',
  parameters: READING,
  headers: ['If-None-Match'],
  answers: [
    { status: 200, description: 'The page.', schema: 'BuyerPage', headers: ['ETag'] },
    { status: 304, description: 'Nothing has changed.' },
  ],
  problems: READ,
};

export const OPEN: ToldOperation = {
  ...side,
  summary: 'Propose a cancellation, a price reduction or a partial return, or complain',
  headers: ['Idempotency-Key'],
  answers: [
    {
      status: 201,
      description: 'The store is to answer; until when is in `answerBy`.',
      schema: 'BuyersCase',
      headers: ['Location', ...MOVED],
    },
  ],
  problems: OPENING,
};

export const ONE: ToldOperation = {
  ...ofCase,
  summary: 'One case of the order',
  parameters: READING,
  headers: ['If-None-Match'],
  answers: [
    { status: 200, description: 'The case.', schema: 'BuyersCase', headers: ['ETag'] },
    { status: 304, description: 'Nothing has changed.' },
  ],
  problems: READ,
};

export const WRITE: ToldOperation = {
  ...{ ...ofCase, ...HEADERS },
  summary: 'Write to the store',
  answers: moved('It is written.'),
  problems: [...MOVING, 'case.too-many-messages'],
};

export const COUNTER: ToldOperation = {
  ...{ ...ofCase, ...HEADERS },
  summary: 'Ask for another sum',
  answers: moved('It is asked for; the store is to answer.'),
  problems: [...ANSWERING, 'case.nothing-to-negotiate', 'case.same-offer', 'case.too-many-offers'],
};

export const ACCEPT: ToldOperation = {
  ...{ ...ofCase, ...HEADERS },
  summary: "Accept the store's offer",
  description: 'Takes no body.',
  answers: moved('It is accepted; the money follows.'),
  problems: ANSWERING,
};

export const DECLINE: ToldOperation = {
  ...{ ...ofCase, ...HEADERS },
  summary: "Decline the store's offer, with a message",
  answers: moved('It is declined, and has ended.'),
  problems: ANSWERING,
};

export const LET_GO: ToldOperation = {
  ...{ ...ofCase, ...HEADERS },
  summary: 'Let go of what was asked for',
  description: 'Takes no body.',
  answers: moved('The case has ended.'),
  problems: [...MOVING, 'case.acceptance-under-way', 'case.not-opened-by-you'],
};

export const APPROVE: ToldOperation = {
  ...{ ...side, ...HEADERS },
  summary: 'Approve the delivery early: ends the inspection',
  description: 'Its `delivery` part of the ETag is compared. Takes no body.',
  answers: [
    { status: 200, description: 'The inspection is over.', schema: 'BuyerPage', headers: MOVED },
  ],
  problems: [...MOVING, 'delivery.not-paid', 'delivery.not-all-sent'],
};

export const PREPARE: ToldOperation = {
  ...side,
  summary: 'Withdraw from the contract, first step: read what would be declared',
  description:
    'Records nothing, and refuses what the next step would. The label of this step is in the page, that of the next one here.',
  answers: [{ status: 200, description: 'What would be declared.', schema: 'PreparedWithdrawal' }],
  problems: [
    ...(['invalid-input', 'body-too-large', 'unsupported-media-type'] as const),
    'case.not-paid',
    'case.withdrawal-period-over',
    'case.row-unknown',
    'case.row-chosen-twice',
    'case.row-is-no-product',
    'case.quantity-exceeds-ordered',
  ],
};

export const CONFIRM: ToldOperation = {
  ...side,
  summary: 'Withdraw from the contract, second step: declare it',
  description:
    'The confirmation is its own key: sent again, the first acknowledgement is answered again.',
  answers: [
    {
      status: 201,
      description: 'The acknowledgement: contents, day and time. It goes out by mail as well.',
      schema: 'Acknowledgement',
      headers: ['Location', ...MOVED],
    },
  ],
  problems: [
    ...(['invalid-input', 'body-too-large', 'unsupported-media-type', 'outcome-unknown'] as const),
    ...(['timed-out', 'withdrawal-not-prepared', 'case.withdrawal-period-over'] as const),
  ],
};

export const ACKNOWLEDGEMENT: ToldOperation = {
  ...ofCase,
  summary: 'The acknowledgement of a withdrawal',
  parameters: READING,
  answers: [{ status: 200, description: 'The acknowledgement.', schema: 'Acknowledgement' }],
  problems: READ,
};
