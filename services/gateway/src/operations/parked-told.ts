import { ParkedStatus, REQUEST_TOPICS } from '@libs/contracts';
import { choice, choices, PAGING, textParameter } from '../input/parameters.js';
import type { ToldOperation } from '../openapi/operation.js';

const tag = 'Operations';
const SERVICES = Object.keys(REQUEST_TOPICS) as (keyof typeof REQUEST_TOPICS)[];

/** What the list of parked messages may be asked for. */
export const PARKED_QUERY = {
  ...PAGING,
  status: choices('Any of these states; those that wait for somebody when left out.', [
    ...ParkedStatus.options,
  ]),
  service: choices('Of groups of any of these services.', SERVICES),
  group: textParameter('Of this group.', {
    max: 200,
    pattern: /^[\w.-]+$/u,
    takes: 'the name of a group, as the list tells it',
  }),
  sort: choice('Oldest first when left out.', ['parkedAt', '-parkedAt']),
};

export const LIST: ToldOperation = {
  tag,
  summary: 'Messages that could not be handled, of all groups',
  description:
    'Why each failed and since when, and how many of its key wait behind it. Contents stay sealed; `error` may quote them.',
  parameters: PARKED_QUERY,
  answers: [{ status: 200, description: 'A page.', schema: 'ParkedPage' }],
  problems: ['invalid-input', 'view-behind'],
};

const PATH = {
  group: 'Whose it is: `<service>.<policy>`.',
  messageId: 'As the list tells it, percent-encoded.',
} as const;
const PROBLEMS = [
  'invalid-input',
  'not-found',
  'outcome-unknown',
  'timed-out',
  'parked.already-handled',
  'parked.already-skipped',
  'parked.group-not-running',
] as const;

const answers = (done: string) => [
  {
    status: 200,
    description: done,
    schema: 'ParkedMessage',
    headers: ['Extranet-Position', 'Idempotency-Hit'] as const,
  },
  {
    status: 202,
    description: 'The group is still at it; the list tells how it ends.',
    schema: 'ParkedMessage',
    headers: ['Extranet-Position'] as const,
  },
];

export const RETRY: ToldOperation = {
  tag,
  summary: 'Handle a parked message again, and those that wait behind it',
  description:
    'Needs neither key nor `If-Match`: a message is handled once, and the same again is answered alike.',
  pathTexts: PATH,
  answers: answers('It was tried: `handled`, or `parked` with its new error.'),
  problems: [...PROBLEMS, 'parked.behind-another'],
};

export const SKIP: ToldOperation = {
  tag,
  summary: 'Give a parked message up, for a reason',
  description:
    'Those that wait behind it go on. Needs neither key nor `If-Match`: the same again is answered alike.',
  pathTexts: PATH,
  answers: answers('It is skipped.'),
  problems: [...PROBLEMS, 'body-too-large', 'unsupported-media-type'],
};
