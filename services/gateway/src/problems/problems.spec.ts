import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PaymentMethodGroup, refundOptions, ServicePackage } from '@libs/contracts';
import { eur, NOTHING } from '@libs/kernel';
import { LANGUAGES } from '../http/language.js';
import { TERMS } from '../shown.fixtures.js';
import { errorsPage } from './errors-page.js';
import { problemDocument, typeOf } from './problem-document.js';
import { PROBLEM_TEXTS } from './problem-texts.js';
import { Problem } from './problem.js';
import { REFUSAL_TEXTS } from './refusal-texts.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const ALL = { ...PROBLEM_TEXTS, ...REFUSAL_TEXTS };

/** Every `<aggregate>.<rejection>` that a decider's sources name. */
function rejectionsOfDeciders(): readonly string[] {
  const services = join(ROOT, 'services');
  const rooms = readdirSync(services)
    .flatMap((service) => {
      const source = join(services, service, 'src');
      return existsSync(source) ? readdirSync(source).map((room) => join(source, room)) : [];
    })
    .filter((room) => existsSync(room) && !room.endsWith('.ts'));
  return rooms.flatMap((room) => {
    const files = readdirSync(room);
    if (!files.some((file) => file.endsWith('.decider.ts'))) return [];
    const aggregate = room.split('/').at(-1) ?? '';
    const sources = files
      .filter((file) => file.endsWith('.ts') && !/\.(spec|fixtures)\.ts$/u.test(file))
      .map((file) => readFileSync(join(room, file), 'utf8'));
    return [...new Set(sources.flatMap(rejectionsIn))].map((code) => `${aggregate}.${code}`);
  });
}

function rejectionsIn(source: string): readonly string[] {
  const types = source.match(/Refusal<[^>]*>/gu) ?? [];
  const calls = source.match(/reject\(\s*'[a-z-]+'/gu) ?? [];
  return [...types, ...calls].flatMap((text) =>
    [...text.matchAll(/'([a-z-]+)'/gu)].map(([, code = '']) => code),
  );
}

describe('the table from rejections to HTTP', () => {
  it('names every rejection of every decider', () => {
    const rejections = rejectionsOfDeciders();
    expect(rejections.length).toBeGreaterThan(30);
    expect(rejections.filter((code) => !(code in REFUSAL_TEXTS))).toEqual([]);
  });

  it('names every reason for which a refund is not possible', () => {
    const sums = [NOTHING, eur(1)];
    const reasons = PaymentMethodGroup.options.flatMap((methodGroup) =>
      ServicePackage.options.flatMap((servicePackage) =>
        sums.flatMap((refundable) =>
          sums.flatMap((claimed) =>
            refundOptions({
              ...{ methodGroup, refundable, claimed, settled: NOTHING, fundedFree: NOTHING },
              terms: { ...TERMS, servicePackage },
            }).flatMap((option) => (option.available ? [] : [`account.${option.reason}`])),
          ),
        ),
      ),
    );
    expect(new Set(reasons).size).toBeGreaterThan(3);
    expect(reasons.filter((code) => !(code in REFUSAL_TEXTS))).toEqual([]);
  });

  it('has words in every language, different ones', () => {
    for (const [code, text] of Object.entries(ALL))
      for (const words of [text.title, ...('detail' in text ? [text.detail] : [])]) {
        const told = LANGUAGES.map((language) => words[language]);
        expect([code, new Set(told).size]).toEqual([code, LANGUAGES.length]);
      }
  });

  it('names the same figures in every language', () => {
    for (const { detail } of Object.values(REFUSAL_TEXTS)) {
      const figures = LANGUAGES.map((language) => detail?.[language].match(/\{\w+\}/gu)?.sort());
      expect(figures).toEqual(Array(LANGUAGES.length).fill(figures[0]));
    }
  });

  it('is documented, code by code: npm run docs writes the page anew', () => {
    expect(readFileSync(join(ROOT, 'docs/errors.md'), 'utf8')).toBe(errorsPage());
  });
});

describe('a problem', () => {
  const place = { language: 'en', instance: '/v1/orders', traceId: 't' } as const;

  it('is told by RFC 9457, with a stable type', () => {
    expect(typeOf('account.already-settled')).toBe(
      'https://errors.merchant-extranet.example/account/already-settled',
    );
    expect(problemDocument(new Problem('not-found'), place)).toEqual({
      type: 'https://errors.merchant-extranet.example/not-found',
      title: 'There is nothing here by that id',
      ...{ status: 404, code: 'not-found', instance: '/v1/orders', traceId: 't' },
    });
  });

  it('leaves its detail out rather than a hole in it', () => {
    const known = { details: { refundable: eur(1_05) } };
    const code = 'account.amount-exceeds-refundable';
    expect(problemDocument(new Problem(code, known), place)['detail']).toContain('1,05 EUR');
    expect(problemDocument(new Problem(code), place)['detail']).toBeUndefined();
  });

  it('is a plain 409 where no table names the refusal', () => {
    expect(problemDocument(new Problem('moon.too-full'), place)).toMatchObject({
      status: 409,
      code: 'moon.too-full',
    });
  });

  it('lists a hundred wrong fields and no more', () => {
    const errors = Array.from({ length: 500 }, (_none, at) => ({ detail: 'x', pointer: `/${at}` }));
    const document = problemDocument(new Problem('invalid-input', { errors }), place);
    expect(document['errors']).toHaveLength(100);
  });
});
