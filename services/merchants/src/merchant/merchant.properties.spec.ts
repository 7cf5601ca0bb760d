import type { MerchantCommand } from '@libs/contracts';
import { aggregateContract, runOf, SELLER } from '@libs/testing';
import fc from 'fast-check';
import { merchant } from './merchant.decider.js';
import {
  add,
  agree,
  allow,
  issue,
  LIISA,
  open,
  OTHER_SELLER,
  PEKKA,
  register,
  retire,
} from './merchant.fixtures.js';

const command: fc.Arbitrary<MerchantCommand> = fc.oneof(
  fc.constant(register()),
  fc.constantFrom(SELLER, OTHER_SELLER).map((sellerId) => open(sellerId)),
  fc.integer({ min: 1, max: 4 }).map((version) => agree(version)),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(SELLER, OTHER_SELLER))
    .map(([generation, sellerId]) => issue(generation, sellerId)),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(SELLER, OTHER_SELLER))
    .map(([generation, sellerId]) => retire(generation, sellerId)),
  fc
    .subarray(['MD5', 'SHA-1', 'SHA-512'] as const, { minLength: 1 })
    .map((algorithms) => allow(algorithms)),
  fc
    .tuple(fc.constantFrom(LIISA, PEKKA), fc.constantFrom('clerk', 'manager', 'operator'))
    .map(([userId, role]) => add(userId, [role])),
);
const commands = fc.array(command, { maxLength: 20 }).map((others) => [register(), ...others]);

const run = runOf(merchant);

describe('whatever is asked of a merchant', () => {
  aggregateContract(merchant, commands);

  it('numbers its agreements without a gap', () =>
    fc.assert(
      fc.property(commands, (all) => {
        const versions = run(all).flatMap((event) =>
          event.type === 'ServiceAgreementMade' ? [event.data.terms.agreementVersion] : [],
        );
        expect(versions).toEqual(versions.map((_version, at) => at + 1));
      }),
    ));
});
