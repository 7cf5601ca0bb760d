import type { DeliveryCommand, DeliveryEvent } from '@libs/contracts';
import { fold } from '@libs/kernel';
import { aggregateContract, runOf } from '@libs/testing';
import fc from 'fast-check';
import { delivery, deliveryDecider } from './delivery.decider.js';
import {
  A,
  addParcels,
  approve,
  awaitDelivery,
  B,
  changeParcel,
  endInspection,
  handOver,
  letter,
  posti,
  removeParcel,
} from './delivery.fixtures.js';

const DAYS = Array.from(
  { length: 28 },
  (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}T12:00:00.000Z`,
);
const day = fc.constantFrom(...DAYS);
const flag = fc.boolean();
const parcel = fc.constantFrom(A, B);
const command: fc.Arbitrary<DeliveryCommand> = fc.oneof(
  fc
    .constantFrom('satisfaction-guarantee' as const, 'refund-tools' as const, 'direct' as const)
    .map(awaitDelivery),
  fc
    .tuple(fc.subarray([posti, letter]), flag, flag, day)
    .map(([parcels, allSent, force, at]) => addParcels(parcels, { allSent, force, at })),
  fc
    .tuple(fc.constantFrom(posti, { ...posti, tracking: '64301234567890' }, letter), flag)
    .map(([notice, force]) => changeParcel(notice, { force })),
  fc.tuple(parcel, flag).map(([id, force]) => removeParcel(id, { force })),
  fc.tuple(parcel, day, day).map(([id, at, told]) => handOver(id, at, told)),
  day.map(endInspection),
  day.map(approve),
);
const commands = fc.array(command, { maxLength: 30 });
const run = runOf(delivery);
const of = (type: DeliveryEvent['type']) => (event: DeliveryEvent) => event.type === type;

describe('whatever is told of a delivery', () => {
  aggregateContract(delivery, commands);

  it('begins and ends one inspection at most, and ends none twice', () =>
    fc.assert(
      fc.property(commands, (some) => {
        const history = run(some);
        expect(history.filter(of('InspectionStarted')).length).toBeLessThanOrEqual(1);
        expect(history.filter(of('InspectionEnded')).length).toBeLessThanOrEqual(1);
      }),
    ));

  it('never leaves an order that is all sent without a parcel', () =>
    fc.assert(
      fc.property(commands, (some) => {
        const state = fold(deliveryDecider, run(some));
        if (state.status === 'awaited' && state.isAllSent)
          expect(state.parcels.size).toBeGreaterThan(0);
      }),
    ));
});
