import { HashAlgorithm } from '@libs/contracts';
import type { LogFields, Logger } from '@libs/platform';
import { NOW } from '../../gateway.fixtures.js';
import { SELLER } from '../../shown.fixtures.js';
import {
  basic,
  codeOf,
  KEYS,
  OURS,
  query,
  runWebstore,
  signed,
  type Fields,
  type RunningWebstore,
} from '../webstore.fixtures.js';

const [FIRST, SECOND] = KEYS;
const PATH = '/PaymentStatusQuery.pmt';

describe('who sends a message', () => {
  let gateway: RunningWebstore;
  const lines: (readonly [message: string, fields: LogFields])[] = [];
  const note = (message: string, fields: LogFields = {}) => void lines.push([message, fields]);
  const logger: Logger = { debug: note, info: note, warn: note, error: note };

  beforeAll(async () => {
    gateway = await runWebstore({ logger });
  });
  afterAll(() => gateway.close());

  const asked = async (fields: Fields, headers: Fields = {}) =>
    codeOf((await gateway.post(PATH, fields, headers)).text);
  const hashed = (key: string, algorithm: string, generation = '') => ({
    ...signed(query(), key, algorithm),
    ...(generation !== '' && { pmtq_keygeneration: generation }),
  });

  it('is told on a mismatch by the names of fields, never by a value or a key', async () => {
    lines.length = 0;
    const secret = { pmtq_buyername: 'Matti Meikäläinen', pmtq_hash: 'F'.repeat(64) };
    expect(await asked({ ...hashed(FIRST, 'SHA-256', '1'), ...secret })).toBe('01');
    const refused = lines.filter(([message]) => message === 'webstore message refused');
    expect(refused).toEqual([
      [
        'webstore message refused',
        {
          requestId: expect.any(String),
          kind: 'pmtq',
          fields: 'pmtq_action pmtq_version pmtq_sellerid pmtq_id',
          unreadable: '',
          charsets: 'UTF-8 ISO-8859-1',
          hasHash: true,
        },
      ],
    ]);
    const all = JSON.stringify(lines);
    for (const value of [...KEYS, 'Matti', '1998524', 'F'.repeat(64)])
      expect(all).not.toContain(value);
  });

  it.each(HashAlgorithm.options)(
    'may be shown by %s until something is switched off',
    async (by) => {
      expect(await asked(hashed(FIRST, by))).toBe('30');
    },
  );

  it('may be shown by a new key beside the old one, and by the old one until it is retired', async () => {
    const sellerId = SELLER;
    const third = '55555555555555555555';
    const issued = { sellerId, generation: 3, secretKey: third, issuedAt: NOW };
    expect(await asked(hashed(third, 'SHA-512', '003'))).toBe('01');
    await gateway.tell('SecretKeyIssued', issued);
    for (const [key, generation] of [
      [FIRST, '1'],
      [SECOND, '002'],
      [third, '003'],
    ] as const)
      expect(await asked(hashed(key, 'SHA-512', generation))).toBe('30');
    await gateway.tell('SecretKeyRetired', { sellerId, generation: 1, retiredAt: NOW });
    expect(await asked(hashed(FIRST, 'SHA-512', '1'))).toBe('01');
    expect(await asked(hashed(FIRST, 'SHA-512'))).toBe('01');
    expect(await asked(query(), OURS)).toBe('01');
    expect(await asked(query(), basic(SELLER, SECOND))).toBe('30');
    expect(await asked(hashed(third, 'SHA-512', '3'))).toBe('30');
  });

  it('is not shown by an algorithm that the merchant switched off, though the hash is right', async () => {
    const algorithms = ['SHA-256', 'SHA-512'];
    await gateway.tell('HashAlgorithmsAllowed', { algorithms, allowedAt: NOW });
    const codes: Record<string, string | undefined> = {};
    for (const algorithm of HashAlgorithm.options)
      codes[algorithm] = await asked(hashed(SECOND, algorithm));
    expect(codes).toEqual({ MD5: '01', 'SHA-1': '01', 'SHA-256': '30', 'SHA-512': '30' });
    expect(await asked(query(), basic(SELLER, SECOND))).toBe('30');
  });
});
