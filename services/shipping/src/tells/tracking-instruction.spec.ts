import { ERASED, TrackingInstruction } from '@libs/contracts';
import { ORDER, recorded } from '@libs/testing';
import {
  A,
  addParcels,
  after,
  awaitDelivery,
  changeParcel,
  LATER,
  letter,
  parcelAdded,
  posti,
  SENT_AT,
} from '../delivery/delivery.fixtures.js';
import { trackingInstruction } from './tracking-instruction.js';

const corrected = { ...posti, tracking: '64301234567890' };
const told = after(
  awaitDelivery(),
  addParcels([posti, letter], { allSent: true }),
  changeParcel(corrected, { force: true }),
)
  .map((event, revision) => recorded(event, { revision, id: `event-${revision}` }))
  .flatMap((event) => trackingInstruction(event) ?? []);

describe("what the carriers' follower is told", () => {
  it('is each parcel that a carrier follows, and each correction, by the id of its event', () =>
    expect(told).toEqual([
      {
        id: 'event-1',
        key: ORDER,
        time: SENT_AT,
        type: 'ParcelFollowed',
        data: {
          ...{ orderId: ORDER, parcelId: A, method: 'ITELL', tracking: posti.tracking },
          followedAt: SENT_AT,
        },
      },
      {
        id: 'event-4',
        key: ORDER,
        time: LATER,
        type: 'ParcelFollowed',
        data: {
          ...{ orderId: ORDER, parcelId: A, method: 'ITELL', tracking: corrected.tracking },
          followedAt: LATER,
        },
      },
    ]));

  it('is what the contract with it says', () => {
    for (const { type, data } of told)
      expect(TrackingInstruction.parse({ type, data })).toEqual({ type, data });
  });

  it('is nothing of a parcel whose code was erased', () =>
    expect(
      trackingInstruction(recorded(parcelAdded({ ...posti, tracking: ERASED }))),
    ).toBeUndefined());
});
