import { ERRORS_ADDRESS, typeOf } from './problem-document.js';
import type { ProblemText } from './problem-text.js';
import { PROBLEM_TEXTS } from './problem-texts.js';
import { REFUSAL_TEXTS } from './refusal-texts.js';

/** The page of every problem, `docs/errors.md`: one heading a code, so that each has an address. */
export function errorsPage(): string {
  return [
    '# Errors',
    '',
    `Every error of the API is \`application/problem+json\` (RFC 9457). Branch on \`code\` or \`type\`, never on \`detail\`: words come in English, Finnish or Swedish, by \`Accept-Language\`. \`type\` is \`${ERRORS_ADDRESS}\` with the code, its dot made a slash.`,
    '',
    'Other members: `errors` points at each wrong field (RFC 6901; `in` says `query` or `header`, else it is the body), `details` holds the figures of a refusal, `nextStep` what works instead, `traceId` what the support asks for. A refusal wrote nothing.',
    '',
    '## Problems of the request',
    '',
    ...Object.entries(PROBLEM_TEXTS).flatMap(section),
    '## Refusals',
    '',
    'A rule said no. The part before the dot is the aggregate that decided.',
    '',
    ...Object.entries(REFUSAL_TEXTS).flatMap(section),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function section([code, { status, title, detail, retryAfterS }]: [
  string,
  ProblemText,
]): readonly string[] {
  const retry = retryAfterS === undefined ? '' : ` · \`Retry-After: ${retryAfterS}\``;
  return [
    `### \`${code}\``,
    '',
    `${status} · \`${typeOf(code)}\`${retry}`,
    '',
    `${title.en}.${detail === undefined ? '' : ` ${detail.en}`}`,
    '',
  ];
}
