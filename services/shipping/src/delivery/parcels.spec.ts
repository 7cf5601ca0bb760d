import { PARCELS_MAX } from '@libs/contracts';
import { ParcelId } from '@libs/kernel';
import { MERCHANT, ORDER, specFor } from '@libs/testing';
import { deliveryDecider } from './delivery.decider.js';
import {
  A,
  addParcels,
  after,
  allSent,
  awaitDelivery,
  B,
  changeParcel,
  handOver,
  inspectionStarted,
  LATER,
  letter,
  parcelAdded,
  posti,
  removeParcel,
  SENT_AT,
} from './delivery.fixtures.js';

const given = specFor(deliveryDecider);
const awaited = after(awaitDelivery());
const told = after(awaitDelivery(), addParcels([posti]));
const sent = after(awaitDelivery(), addParcels([posti], { allSent: true }));
const corrected = { ...posti, tracking: 'JJFI76543210987654321' };
const forcedRemoval = {
  type: 'ParcelRemoved',
  data: { orderId: ORDER, merchantId: MERCHANT, parcelId: B, isForced: true, removedAt: LATER },
} as const;

describe('parcels', () => {
  it('go by the ways that were agreed, where any were', () => {
    const agreed = after(
      awaitDelivery('satisfaction-guarantee', { deliveryMethods: ['ITELL', 'PICKU'] }),
    );
    given(...agreed)
      .when(addParcels([posti, letter]))
      .thenRejected('parcels-wrong', { problems: [{ index: 1, problem: 'method-not-agreed' }] });
    given(...agreed)
      .when(addParcels([posti]))
      .then(parcelAdded(posti));
  });

  it('are told several at once, and that they are all', () =>
    given(...awaited)
      .when(addParcels([posti, letter], { allSent: true }))
      .then(parcelAdded(posti), parcelAdded(letter), allSent()));

  it('that were told already, alike, are not added again', () =>
    given(...told)
      .when(addParcels([posti, letter]))
      .then(parcelAdded(letter)));

  it('are refused together, each with what is wrong with it', () =>
    given(...told)
      .when(
        addParcels([
          { ...posti, parcelId: B },
          { parcelId: ParcelId.parse('cccccccc-cccc-4ccc-8ccc-cccccccccccc'), method: 'MATHU' },
          { ...corrected },
          letter,
        ]),
      )
      .thenRejected('parcels-wrong', {
        problems: [
          { index: 0, problem: 'told-already' },
          { index: 1, problem: 'tracking-code-missing' },
          { index: 2, problem: 'parcel-id-used' },
          { index: 3, problem: 'told-twice' },
        ],
      }));

  it('are at most a hundred an order', () => {
    const many = Array.from({ length: PARCELS_MAX }, (_, at) => ({
      parcelId: ParcelId.parse(`00000000-0000-4000-8000-${String(at).padStart(12, '0')}`),
      method: 'UNREG' as const,
    }));
    given(...told)
      .when(addParcels(many))
      .thenRejected('too-many-parcels');
  });

  it('must be told before they can be all', () =>
    given(...awaited)
      .when(addParcels([], { allSent: true }))
      .thenRejected('nothing-told'));

  it.each([
    ['direct', 'shipping-data-not-in-use'],
    ['refund-tools', 'shipping-data-not-needed'],
  ] as const)('are not told in %s', (servicePackage, code) =>
    given(...after(awaitDelivery(servicePackage)))
      .when(addParcels([posti]))
      .thenRejected(code),
  );
});

describe('after all was sent, a change', () => {
  it('needs a second word', () => {
    const afterAll = given(...sent);
    afterAll.when(addParcels([letter])).thenRejected('force-needed');
    afterAll.when(changeParcel(corrected)).thenRejected('force-needed');
    afterAll.when(removeParcel(A)).thenRejected('force-needed');
  });

  it('leaves a trace when it is forced', () =>
    given(...sent)
      .when(addParcels([letter], { force: true }))
      .then(parcelAdded(letter, { isForced: true })));

  it('that says nothing new needs none, and changes nothing', () =>
    given(...sent)
      .when(addParcels([posti], { allSent: true }))
      .thenNothing());
});

describe('a parcel that is corrected', () => {
  it('is the same parcel', () =>
    given(...told)
      .when(changeParcel(corrected))
      .then({
        type: 'ParcelChanged',
        data: {
          ...{ orderId: ORDER, merchantId: MERCHANT, ...corrected },
          isForced: false,
          changedAt: LATER,
        },
      }));

  it('is not changed by what is so already', () =>
    given(...told)
      .when(changeParcel(posti))
      .thenNothing());

  it.each([
    ['direct', 'shipping-data-not-in-use'],
    ['refund-tools', 'shipping-data-not-needed'],
  ] as const)('is not there in %s, and nor is its removal: the rule says why', (name, rule) => {
    for (const change of [changeParcel(letter), removeParcel(A)])
      given(...after(awaitDelivery(name)))
        .when(change)
        .thenRejected(rule);
  });

  it('must be told, rightly, and be the only one of its code', () => {
    given(...told)
      .when(changeParcel(letter))
      .thenRejected('parcel-unknown');
    given(...told)
      .when(changeParcel({ ...posti, tracking: 'nonsense' }))
      .thenRejected('parcels-wrong', {
        problems: [{ index: 0, problem: 'tracking-code-malformed' }],
      });
    given(...after(awaitDelivery(), addParcels([posti, letter])))
      .when(changeParcel({ ...letter, method: 'ITELL', tracking: posti.tracking }))
      .thenRejected('parcels-wrong', { problems: [{ index: 0, problem: 'told-already' }] });
  });

  it('is still under way', () =>
    given(...after(awaitDelivery(), addParcels([posti]), handOver(A)))
      .when(changeParcel(corrected))
      .thenRejected('parcel-handed-over', { handedOverAt: LATER }));
});

describe('a parcel that is taken back', () => {
  it('is told no more, and taken back once', () => {
    const removed = after(awaitDelivery(), addParcels([posti, letter]), removeParcel(A));
    expect(removed.at(-1)).toMatchObject({ type: 'ParcelRemoved', data: { parcelId: A } });
    given(...removed)
      .when(removeParcel(A))
      .thenNothing();
    given(...removed)
      .when(handOver(A))
      .thenNothing();
  });

  it('is not the last of those that were all', () =>
    given(...sent)
      .when(removeParcel(A, { force: true }))
      .thenRejected('last-parcel'));

  it('begins the inspection when it was the only one still under way', () => {
    const other = { ...corrected, parcelId: B };
    given(
      ...after(
        awaitDelivery(),
        addParcels([posti, other], { allSent: true }),
        handOver(A, SENT_AT),
      ),
    )
      .when(removeParcel(B, { force: true }))
      .then(
        forcedRemoval,
        inspectionStarted(
          { because: 'handed-over', startsAt: SENT_AT, endsAt: '2026-03-17T22:00:00.000Z' },
          LATER,
        ),
      );
  });
});
