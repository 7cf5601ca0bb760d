import type { AccountEvent, SettlementEvent, TransferEvent } from '@libs/contracts';
import { categoryOf, eur, exceeds, minus, plus, sum, type RefundId } from '@libs/kernel';
import fc from 'fast-check';
import { act, operatorsAtWork, play, type Act, type Data } from './protocol-actors.fixtures.js';
import {
  BALANCED,
  eventsIn,
  FOREIGN,
  ONE,
  PAID,
  PAST,
  TWO,
} from './protocol-settlements.fixtures.js';
import type { ProtocolWorld } from './protocol-world.fixtures.js';

const inAnyWorld = (
  check: (world: ProtocolWorld) => void,
  acting: fc.Arbitrary<readonly Act[]> = fc.array(act, { maxLength: 30, size: 'max' }),
) =>
  fc.assert(
    fc.property(acting, fc.array(fc.nat(999), { maxLength: 60, size: 'max' }), (acts, chance) => {
      check(play(acts, chance));
    }),
    { numRuns: 40 },
  );

const recoveredIn = (world: ProtocolWorld) =>
  sum(
    eventsIn<AccountEvent>(world, 'account').flatMap((event) =>
      event.type === 'AdvanceRecovered' ? [event.data.amount] : [],
    ),
  );

const isAllocatedByHand = (world: ProtocolWorld, refundId: RefundId) =>
  eventsIn<TransferEvent>(world, 'transfer').some(
    ({ type, data }) =>
      type === 'TransferAssigned' && data.refundId === refundId && data.assignedBy !== undefined,
  );

const last = (world: ProtocolWorld, stream: string) => world.streams.get(stream)?.at(-1)?.type;

/** Received = funded + fees + unmatched + on its way back, and none is counted twice. */
function expectEachOnce(world: ProtocolWorld): void {
  const transfers = [...world.streams].filter(([stream]) => categoryOf(stream) === 'transfer');
  const sumOf = (...ends: readonly TransferEvent['type'][]) =>
    sum(
      transfers
        .filter(([stream]) => ends.includes(last(world, stream) as TransferEvent['type']))
        .map(([, [first]]) => (first?.data as Data<TransferEvent, 'TransferReceived'>).amount),
    );
  const accounts = eventsIn<AccountEvent>(world, 'account').flatMap((event) =>
    event.type === 'RefundFunded' ? [event.data] : [],
  );
  const funded = sum(accounts.map(({ amount, fee }) => plus(amount, fee)));
  expect(sumOf('TransferMatched')).toEqual(funded);
  const left = sumOf('TransferUnmatched', 'TransferSendBackDecided', 'TransferSentBack');
  const all = eventsIn<TransferEvent>(world, 'transfer').flatMap((event) =>
    event.type === 'TransferReceived' ? [event.data.amount] : [],
  );
  expect(plus(funded, left)).toEqual(sum(all));
  const used = accounts.map(({ transferId }) => transferId);
  expect(new Set(used).size).toBe(used.length);
}

describe('whatever order the news come in', () => {
  it('every transfer funds one refund, goes back, or is shown to operators with a reason', () =>
    inAnyWorld(expectEachOnce));

  it('so it is when operators speak for transfers that name nobody', () => {
    let byHand = 0;
    inAnyWorld((world) => {
      expectEachOnce(world);
      expect(world.parked).toEqual([]);
      byHand += eventsIn<TransferEvent>(world, 'transfer').filter(
        ({ type }) => type === 'TransferMatched',
      ).length;
    }, operatorsAtWork);
    expect(byHand).toBeGreaterThan(0);
  });

  it('a reference waits for as long as its refund does', () =>
    inAnyWorld((world) => {
      for (const event of eventsIn<AccountEvent>(world, 'account')) {
        if (event.type !== 'RefundRequested' || event.data.funding === undefined) continue;
        const types = world.streams
          .get(`funding-${event.data.funding.reference}`)
          ?.map(({ type }) => type);
        const ends = eventsIn<AccountEvent>(world, 'account').filter(
          ({ type, data }) =>
            'refundId' in data &&
            data.refundId === event.data.refundId &&
            (type === 'RefundFunded' || type === 'RefundWithdrawn'),
        );
        const [end] = ends.map(({ type }) => type);
        expect(types?.includes('FundingClosed')).toBe(end === 'RefundWithdrawn');
        if (end === 'RefundFunded' && !isAllocatedByHand(world, event.data.refundId))
          expect(types).toContain('TransferAllocated');
        if (end === undefined) expect(types).toContain('FundingAwaited');
      }
    }));

  it('every settlement comes to an end, and leaves no claim behind', () =>
    inAnyWorld((world) => {
      for (const [stream] of world.streams)
        if (categoryOf(stream) === 'settlement')
          expect(['SettlementPaid', 'SettlementCancelled', 'SettlementRefused']).toContain(
            last(world, stream),
          );
      const accounts = eventsIn<AccountEvent>(world, 'account');
      const count = (type: AccountEvent['type']) =>
        accounts.filter((event) => event.type === type).length;
      expect(count('ClaimedForSettlement')).toBe(
        count('SettlementClaimReleased') + count('OrderSettled'),
      );
      expect(count('ClaimedForDeduction')).toBe(
        count('DeductionClaimReleased') + count('AdvanceRecovered'),
      );
    }));

  it('what was paid to the merchant is what the accounts say', () =>
    inAnyWorld((world) => {
      const payments = eventsIn<SettlementEvent>(world, 'settlement').flatMap((event) =>
        event.type === 'SettlementPaid' ? [event.data] : [],
      );
      const paid = payments.flatMap(({ sums: { net, deducted = eur(0) } }) => [net, deducted]);
      const deducted = payments.flatMap(({ deductions = [] }) => deductions);
      expect(sum(deducted.map(({ amount }) => amount))).toEqual(recoveredIn(world));
      const settled = eventsIn<AccountEvent>(world, 'account').flatMap((event) =>
        event.type === 'OrderSettled' ? [event.data.net] : [],
      );
      expect(sum(settled)).toEqual(sum(paid));
    }));

  it('what was advanced is taken back once, or still owed', () =>
    inAnyWorld((world) => {
      const accounts = eventsIn<AccountEvent>(world, 'account');
      const advanced = accounts.flatMap((event) =>
        event.type === 'RefundAdvanced' ? [event.data.amount] : [],
      );
      const owed = minus(sum(advanced), recoveredIn(world));
      const told = accounts.findLast(({ type }) => type === 'AdvanceReadyForDeduction');
      // Only one order of the world is in the balance model; what it owes is told as it stands.
      if (owed.minorUnits === 0) expect(sum(advanced)).toEqual(recoveredIn(world));
      else expect(told?.data).toMatchObject({ orderId: BALANCED, owed });
    }));

  it("another merchant's order is settled by nobody", () =>
    inAnyWorld((world) => {
      expect(
        world.streams
          .get(`account-${FOREIGN}`)
          ?.filter(({ type }) => type === 'ClaimedForSettlement'),
      ).toEqual([]);
    }));

  it('no more goes back than came in', () =>
    inAnyWorld((world) => {
      const accounts = eventsIn<AccountEvent>(world, 'account');
      for (const orderId of [ONE, TWO, FOREIGN, PAST, BALANCED]) {
        const paidOut = accounts.flatMap((event) =>
          event.type === 'RefundPaidOut' && event.data.orderId === orderId
            ? [event.data.amount]
            : [],
        );
        expect(exceeds(sum(paidOut), PAID)).toBe(false);
      }
    }));

  it('nobody has to look at anything', () =>
    inAnyWorld((world) => {
      expect(world.parked).toEqual([]);
    }));
});
