import { MerchantEvent, type MerchantCommand } from '@libs/contracts';
import { fold } from '@libs/kernel';
import { SELLER } from '@libs/testing';
import fc from 'fast-check';
import { merchantDecider } from './merchant.decider.js';
import {
  add,
  agree,
  issue,
  LIISA,
  open,
  OTHER_SELLER,
  PEKKA,
  register,
} from './merchant.fixtures.js';

const command: fc.Arbitrary<MerchantCommand> = fc.oneof(
  fc.constant(register()),
  fc.constantFrom(SELLER, OTHER_SELLER).map((sellerId) => open(sellerId)),
  fc.integer({ min: 1, max: 4 }).map((version) => agree(version)),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(SELLER, OTHER_SELLER))
    .map(([generation, sellerId]) => issue(generation, sellerId)),
  fc
    .tuple(fc.constantFrom(LIISA, PEKKA), fc.constantFrom('clerk', 'manager', 'operator'))
    .map(([userId, role]) => add(userId, [role])),
);
const commands = fc.array(command, { maxLength: 20 }).map((others) => [register(), ...others]);

/** Runs commands the way the service does: every accepted event joins the history. */
const run = (all: readonly MerchantCommand[]): readonly MerchantEvent[] =>
  all.reduce<readonly MerchantEvent[]>((history, next) => {
    const decision = merchantDecider.decide(next, fold(merchantDecider, history));
    return decision.outcome === 'accepted' ? [...history, ...decision.events] : history;
  }, []);

describe('whatever is asked of a merchant', () => {
  it('gives the same history when every command arrives twice', () =>
    fc.assert(
      fc.property(commands, (all) => {
        expect(run(all.flatMap((each) => [each, each]))).toEqual(run(all));
      }),
    ));

  it('records only events that survive the store', () =>
    fc.assert(
      fc.property(commands, (all) => {
        for (const event of run(all))
          expect(MerchantEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
      }),
    ));

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
