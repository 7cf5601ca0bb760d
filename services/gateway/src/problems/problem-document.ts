import { formatMoney, Money } from '@libs/kernel';
import type { Language, Texts } from '../http/language.js';
import type { Problem } from './problem.js';
import type { ProblemText } from './problem-text.js';
import { PROBLEM_TEXTS } from './problem-texts.js';
import { REFUSAL_TEXTS } from './refusal-texts.js';

/** Where each `type` is documented: docs/errors.md has a section per code. */
export const ERRORS_ADDRESS = 'https://errors.merchant-extranet.example/';

/** More wrong fields than this are not listed. */
const ERRORS_MAX = 100;

/** The request that a problem answers. */
export interface ProblemPlace {
  readonly language: Language;
  readonly instance: string;
  readonly traceId: string;
}

/** A problem as it is told: the body of an `application/problem+json` answer. */
export function problemDocument(problem: Problem, place: ProblemPlace): Record<string, unknown> {
  const { code, particulars } = problem;
  const { status, title, detail } = textOf(code);
  const { errors, details, nextStep, extensions } = particulars;
  const told = detail === undefined ? undefined : filled(detail, place.language, details);
  return {
    type: typeOf(code),
    title: title[place.language],
    status,
    code,
    ...(told !== undefined && { detail: told }),
    instance: place.instance,
    traceId: place.traceId,
    ...(errors !== undefined && { errors: errors.slice(0, ERRORS_MAX) }),
    ...(details !== undefined && { details }),
    ...(nextStep !== undefined && { nextStep }),
    ...extensions,
  };
}

/** The stable URI of a code: dots part the path. */
export const typeOf = (code: string): string => `${ERRORS_ADDRESS}${code.replace('.', '/')}`;

/** How a code is told; a refusal that no table names is a plain 409. */
export function textOf(code: string): ProblemText {
  const texts: Readonly<Record<string, ProblemText | undefined>> = ALL_TEXTS;
  return texts[code] ?? { status: 409, title: UNNAMED };
}

const ALL_TEXTS = { ...PROBLEM_TEXTS, ...REFUSAL_TEXTS };

const UNNAMED: Texts = {
  en: 'The request is refused in the present state',
  fi: 'Pyyntöä ei voi toteuttaa nykyisessä tilassa',
  sv: 'Begäran kan inte utföras i nuvarande läge',
};

/** The words with their figures; nothing when a figure is missing, rather than a hole. */
function filled(
  texts: Texts,
  language: Language,
  details: Readonly<Record<string, unknown>> = {},
): string | undefined {
  let isWhole = true;
  const words = texts[language].replace(/\{(\w+)\}/gu, (_all, name: string) => {
    const figure = figureOf(details[name]);
    isWhole &&= figure !== undefined;
    return figure ?? '';
  });
  return isWhole ? words : undefined;
}

function figureOf(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const money = Money.safeParse(value);
  return money.success ? formatMoney(money.data) : undefined;
}
