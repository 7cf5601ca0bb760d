import { randomBytes } from 'node:crypto';
import { ORDER } from '@libs/testing';
import fc from 'fast-check';
import { buyerLinks } from './buyer-link.js';
import { secretsOf } from './secrets.js';

const secrets = secretsOf(randomBytes(32));
const links = buyerLinks(secrets, 1);
const MADE_AT = '2026-03-02T09:00:00.000Z';
const days = (count: number) => new Date(Date.parse(MADE_AT) + count * 86_400_000).toISOString();
const link = links.make(ORDER, MADE_AT);

describe("a buyer's link", () => {
  it('opens its own order', () => expect(links.read(link, MADE_AT)).toBe(ORDER));

  it('is good for 400 days, and not a moment more', () => {
    expect(links.read(link, new Date(Date.parse(days(400)) - 1).toISOString())).toBe(ORDER);
    expect(links.read(link, days(400))).toBeUndefined();
  });

  it('opens nothing when a character of it is another one', () =>
    fc.assert(
      fc.property(
        fc.nat(link.length - 1),
        fc.constantFrom('A', 'z', '0', '.', '_'),
        (at, other) => {
          fc.pre(link[at] !== other);
          const forged = link.slice(0, at) + other + link.slice(at + 1);
          // The last character of base64 has bits that mean nothing: what they spell is compared.
          expect(links.read(forged, MADE_AT)).toBeUndefined();
        },
      ),
    ));

  it('opens nothing that another installation, or another purpose, has signed', () => {
    const other = buyerLinks(secretsOf(randomBytes(32)), 1);
    expect(links.read(other.make(ORDER, MADE_AT), MADE_AT)).toBeUndefined();
    const cursor = secrets.sign('cursor', `1~${ORDER}~9999999999`);
    expect(links.read(cursor, MADE_AT)).toBeUndefined();
  });

  it('outlives one change of its key, and not two', () => {
    expect(buyerLinks(secrets, 2).read(link, MADE_AT)).toBe(ORDER);
    expect(buyerLinks(secrets, 3).read(link, MADE_AT)).toBeUndefined();
    expect(links.read(buyerLinks(secrets, 2).make(ORDER, MADE_AT), MADE_AT)).toBeUndefined();
  });

  it('is read without effort whatever is sent', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(links.read(text, MADE_AT)).toBeUndefined();
      }),
    ));
});
