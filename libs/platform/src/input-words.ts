import type { z } from '@libs/kernel';

type Issue = z.core.$ZodIssue;

/** What is wrong with a value, as a caller reads it: a contract's own words, or ours for zod's. */
export function wordsFor(issue: Issue): string {
  return ZODS_OWN.test(issue.message) ? ourWords(issue) : issue.message;
}

const ZODS_OWN = /^(?:Invalid|Too small|Too big)/u;

function ourWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'is required'
        : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return bound(issue.origin, 'at least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, 'at most', issue.maximum);
    case 'invalid_format':
      return FORMS[issue.format] ?? 'has the wrong form';
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_union':
      return oneOfQuoted(issue.message);
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return issue.message;
  }
}

/** A missing or unknown `type` of a message: zod quotes those that there are. */
function oneOfQuoted(message: string): string {
  const quoted = [...message.matchAll(/'([^']+)'/gu)].map(([, name]) => name);
  return quoted.length === 0 ? 'is none of what it may be' : `must be one of ${quoted.join(', ')}`;
}

function bound(origin: string, which: string, limit: number | bigint): string {
  const things = THINGS[origin];
  if (things === undefined) return `must be ${which} ${limit}`;
  return `must have ${which} ${limit} ${limit === 1 ? things.replace(/s$/u, '') : things}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'an integer that fits in 53 bits',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

const THINGS: Readonly<Record<string, string>> = { string: 'characters', array: 'items' };

const FORMS: Readonly<Record<string, string>> = {
  date: 'must be a date like 2026-03-02',
  datetime: 'must be a date and time in UTC like 2026-03-02T08:30:00Z',
  email: 'must be an e-mail address',
  uuid: 'must be a UUID',
};
