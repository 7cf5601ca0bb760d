import { READING } from '../input/parameters.js';
import type { ToldOperation } from '../openapi/operation.js';

const tag = 'Saved views';
const CHANGING = [
  'invalid-input',
  'not-found',
  'idempotency-key-reused',
  'outcome-unknown',
  'timed-out',
  'view-behind',
] as const;
const WITH_BODY = ['body-too-large', 'unsupported-media-type', 'shelf.name-taken'] as const;
const EXISTING = ['revision-stale', 'if-match-missing'] as const;
const HEADERS = ['ETag', 'Extranet-Position', 'Idempotency-Hit'] as const;

export const LIST: ToldOperation = {
  tag,
  summary: "Your saved views, then those that your merchant's people share",
  parameters: READING,
  headers: ['If-None-Match'],
  answers: [
    {
      status: 200,
      description: 'All of them, each in the order in which it was saved.',
      schema: 'SavedViewList',
      headers: ['ETag'],
    },
    { status: 304, description: 'Nothing has changed.' },
  ],
  problems: ['invalid-input', 'view-behind'],
};

export const SHOW: ToldOperation = {
  tag,
  summary: 'A saved view, with the list that it asks for',
  parameters: READING,
  headers: ['If-None-Match'],
  pathIds: ['viewId'],
  answers: [
    { status: 200, description: 'The view.', schema: 'SavedView', headers: ['ETag'] },
    { status: 304, description: 'Nothing has changed.' },
  ],
  problems: ['invalid-input', 'not-found', 'view-behind'],
};

export const SAVE: ToldOperation = {
  tag,
  summary: 'Save filters of Account Transactions under a name',
  description:
    'At most 50 for each owner. It changes no view that is there, so it needs no `If-Match`.',
  headers: ['Idempotency-Key'],
  answers: [
    {
      status: 201,
      description: 'It is saved.',
      schema: 'SavedView',
      headers: [...HEADERS, 'Location'],
    },
  ],
  problems: [...CHANGING, ...WITH_BODY, 'shelf.too-many-views'],
};

export const CHANGE: ToldOperation = {
  tag,
  summary: 'Give a saved view another name or other filters',
  description: "A shared view is anybody's of the merchant to change.",
  headers: ['Idempotency-Key', 'If-Match'],
  pathIds: ['viewId'],
  answers: [{ status: 200, description: 'As it is now.', schema: 'SavedView', headers: HEADERS }],
  problems: [...CHANGING, ...EXISTING, ...WITH_BODY],
};

export const REMOVE: ToldOperation = {
  tag,
  summary: 'Remove a saved view',
  headers: ['Idempotency-Key', 'If-Match'],
  pathIds: ['viewId'],
  answers: [{ status: 204, description: 'It is gone.', headers: HEADERS }],
  problems: [...CHANGING, ...EXISTING],
};
