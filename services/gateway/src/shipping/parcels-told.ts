import { READING } from '../input/parameters.js';
import type { ToldOperation } from '../openapi/operation.js';

const tag = 'Shipping';
const HEADERS = ['Idempotency-Key', 'If-Match'] as const;
const PROBLEMS = [
  'invalid-input',
  'not-found',
  'revision-stale',
  'idempotency-key-reused',
  'if-match-missing',
  'outcome-unknown',
  'timed-out',
  'delivery.not-paid',
  'delivery.force-needed',
] as const;
const WITH_BODY = ['delivery.parcels-wrong', 'body-too-large', 'unsupported-media-type'] as const;

export const PARCELS: ToldOperation = {
  tag,
  summary: 'The parcels of an order, and its inspection period',
  parameters: READING,
  headers: ['If-None-Match'],
  pathIds: ['orderId'],
  answers: [
    {
      status: 200,
      description: 'All of them, oldest first.',
      schema: 'Parcels',
      headers: ['ETag'],
    },
    { status: 304, description: 'Nothing has changed.' },
  ],
  problems: ['invalid-input', 'not-found', 'view-behind'],
};

const changed = (status: number, description: string) => ({
  status,
  description,
  schema: 'Parcels',
  headers: ['ETag', 'Extranet-Position', 'Idempotency-Hit'] as const,
});

export const ADD: ToldOperation = {
  tag,
  summary: 'Tell parcels, and when they are all',
  description:
    'Several at once, none of them when one is wrong. `allSent` begins the way to settlement; after it a change needs `force`.',
  headers: HEADERS,
  pathIds: ['orderId'],
  answers: [changed(201, 'They are told; all that is told by now is answered.')],
  problems: [
    ...PROBLEMS,
    ...WITH_BODY,
    'delivery.nothing-told',
    'delivery.too-many-parcels',
    'delivery.shipping-data-not-in-use',
    'delivery.shipping-data-not-needed',
  ],
};

export const MANY: ToldOperation = {
  tag,
  summary: 'Tell parcels of many orders',
  description:
    'Each item is told by itself, and answered by itself: one that is wrong keeps no other back. `ifMatch` of an item is what `If-Match` is of one order. Sent again with the same key, what was told is answered again, and what was refused is tried anew.',
  headers: ['Idempotency-Key'],
  answers: [
    {
      status: 200,
      description: 'What became of each item: `told`, or its `problem`.',
      schema: 'ManyParcels',
      headers: ['Extranet-Position', 'Idempotency-Hit'],
    },
  ],
  problems: ['invalid-input', 'body-too-large', 'unsupported-media-type', 'view-behind'],
};

export const CHANGE: ToldOperation = {
  tag,
  summary: 'Correct a parcel',
  headers: HEADERS,
  pathIds: ['orderId', 'parcelId'],
  answers: [changed(200, 'It is corrected.')],
  problems: [...PROBLEMS, ...WITH_BODY, 'delivery.parcel-handed-over'],
};

export const REMOVE: ToldOperation = {
  tag,
  summary: 'Take a parcel back',
  headers: HEADERS,
  pathIds: ['orderId', 'parcelId'],
  answers: [changed(200, 'It is told no more.')],
  problems: [...PROBLEMS, 'delivery.parcel-handed-over', 'delivery.last-parcel'],
};
