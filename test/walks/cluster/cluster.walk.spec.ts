import { onEngine } from '@libs/testing';
import { wholeStory } from '../refund/whole-story.js';
import { buyerSideStory } from '../stories/buyer-side.js';
import { casesStory } from '../stories/cases.js';
import { manyParcelsStory } from '../stories/many-parcels.js';
import { parkedStory } from '../stories/parked.js';
import { paymentsStory } from '../stories/payments.js';
import { settlementModelsStory } from '../stories/settlement-models.js';
import { shippingStory } from '../stories/shipping.js';
import { tenantsStory } from '../stories/tenants.js';
import { transactionsStory } from '../stories/transactions.js';
import { transfersStory } from '../stories/transfers.js';
import { webstoreMessagesStory } from '../stories/webstore-messages.js';
import { webstoreOrderStory } from '../stories/webstore-order.js';
import type { Walk } from '../walk.js';
import { startCluster } from './cluster.js';

await onEngine('kafka', ({ url }) => {
  const start = () => startCluster({ brokers: url });

  describe('on the cluster profile, a merchant of the direct service', () => wholeStory(start));
  describe('on the cluster profile, an order that is shipped', () => shippingStory(start));
  describe('on the cluster profile, a parked message', () => parkedStory(start));
  describe('on the cluster profile, Account Transactions', () => transactionsStory(start));
  describe('on the cluster profile, payments', () => paymentsStory(start));
  describe('on the cluster profile, settlement models', () => settlementModelsStory(start));
  describe('on the cluster profile, buyers', () => {
    const lent = lending(start);
    afterAll(() => lent.end());
    describe('and cases', () => casesStory(lent.start));
    describe('and their side of an order', () => buyerSideStory(lent.start));
  });
  describe('on the cluster profile, two merchants and their web stores', () => {
    const lent = lending(start);
    afterAll(() => lent.end());
    describe('and another merchant’s ids', () => tenantsStory(lent.start));
    describe('and parcels of many orders', () => manyParcelsStory(lent.start));
    describe('and what shops send', () => webstoreMessagesStory(lent.start));
    describe('and a transfer that nobody awaits', () => transfersStory(lent.start));
    // The last one: it moves the clock.
    describe('and a shop that signs', () => webstoreOrderStory(lent.start, 'hashes'));
  });
});

/** One cluster for stories that leave each other alone. */
function lending(start: () => Promise<Walk>) {
  let started: Promise<Walk> | undefined;
  return {
    start: async (): Promise<Walk> => {
      const walk = await (started ??= start());
      return { ...walk, end: () => Promise.resolve() };
    },
    end: async () => (await started)?.end(),
  };
}
