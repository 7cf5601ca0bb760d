import { HashAlgorithm } from '@libs/contracts';
import fc from 'fast-check';
import { CHARSETS, decoded, encoded } from '../wire/charset.js';
import { isSameHash, messageHash } from './message-hash.js';

const secretKey = '11223344556677889900';
const values = fc.array(
  fc.string({ unit: fc.oneof(fc.constantFrom(...'äöåÄÖÅ€ŠšŽžŒœŸ&= '), fc.string()) }),
  { minLength: 1, maxLength: 12 },
);
const algorithm = fc.constantFrom(...HashAlgorithm.options);
const charset = fc.constantFrom(...CHARSETS);

describe('whatever is hashed', () => {
  it('verifies in every charset that can carry it, by its bytes', () =>
    fc.assert(
      fc.property(values, algorithm, charset, (given, by, as) => {
        const bytes = given.map((value) => encoded(value, as));
        fc.pre(bytes.every((each) => each !== undefined));
        const read = bytes.map((each) => decoded(each ?? new Uint8Array(), as) ?? '');
        const hash = messageHash(given, { algorithm: by, charset: as, secretKey });
        const again = messageHash(read, { algorithm: by, charset: as, secretKey });
        expect(read).toEqual(given);
        expect(isSameHash(hash?.toLowerCase() ?? '', again)).toBe(true);
      }),
    ));

  it('never verifies with one character changed', () =>
    fc.assert(
      fc.property(values, algorithm, fc.nat(), fc.string({ maxLength: 1 }), (given, by, at, to) => {
        const signing = { algorithm: by, charset: 'UTF-8', secretKey } as const;
        const characters = [...given.join('\0')];
        const place = at % Math.max(1, characters.length);
        fc.pre(place < characters.length && characters[place] !== to);
        fc.pre(characters[place] !== '\0' && to !== '\0');
        const changed = characters.with(place, to).join('\0').split('\0');
        fc.pre(changed.join('&') !== given.join('&'));
        const hash = messageHash(given, signing);
        fc.pre(hash !== undefined);
        expect(isSameHash(hash ?? '', messageHash(changed, signing))).toBe(false);
      }),
    ));

  it('never verifies with another key', () =>
    fc.assert(
      fc.property(values, algorithm, fc.string(), (given, by, other) => {
        fc.pre(other !== secretKey);
        const signing = { algorithm: by, charset: 'UTF-8', secretKey } as const;
        const hash = messageHash(given, signing);
        fc.pre(hash !== undefined);
        expect(isSameHash(hash ?? '', messageHash(given, { ...signing, secretKey: other }))).toBe(
          false,
        );
      }),
    ));
});
