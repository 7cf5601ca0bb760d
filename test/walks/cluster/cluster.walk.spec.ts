import { onEngine } from '@libs/testing';
import { wholeStory } from '../refund/whole-story.js';
import { approvalStory } from '../stories/approval.js';
import { buyerSideStory } from '../stories/buyer-side.js';
import { callbacksStory } from '../stories/callbacks.js';
import { caseIbanStory } from '../stories/case-iban.js';
import { casesStory } from '../stories/cases.js';
import { fundingReminderStory } from '../stories/funding-reminder.js';
import { keptTransferStory } from '../stories/kept-transfer.js';
import { mailsStory } from '../stories/mails.js';
import { manyParcelsStory } from '../stories/many-parcels.js';
import { parkedStory } from '../stories/parked.js';
import { paymentPageStory } from '../stories/payment-page.js';
import { paymentsStory } from '../stories/payments.js';
import { permissionMatrixStory } from '../stories/permission-matrix.js';
import { refundKindsStory } from '../stories/refund-kinds.js';
import { settlementModelsStory } from '../stories/settlement-models.js';
import { shippingStory } from '../stories/shipping.js';
import { tenantsStory } from '../stories/tenants.js';
import { timersStory } from '../stories/timers.js';
import { transactionsStory } from '../stories/transactions.js';
import { transfersStory } from '../stories/transfers.js';
import { webstoreMessagesStory } from '../stories/webstore-messages.js';
import { webstoreOrderStory } from '../stories/webstore-order.js';
import type { StartWalk, Walk } from '../walk.js';
import { startCluster } from './cluster.js';

await onEngine('kafka', ({ url }) => {
  const start: StartWalk = (settings = {}) => startCluster({ brokers: url, settings });

  describe('on the cluster profile, a merchant of the direct service', () => wholeStory(start));
  describe('on the cluster profile, an order that is shipped', () => shippingStory(start));
  describe('on the cluster profile, a parked message', () => parkedStory(start));
  describe('on the cluster profile, Account Transactions', () => transactionsStory(start));
  describe('on the cluster profile, payments', () => paymentsStory(start));
  describe('on the cluster profile, settlement models', () => settlementModelsStory(start));
  describe('on the cluster profile, a mail server', () => mailsStory(start));
  describe('on the cluster profile, time', () => timersStory(start));
  describe('on the cluster profile, buyers', () => {
    const lent = lending(start);
    afterAll(() => lent.end());
    describe('and cases', () => casesStory(lent.start));
    describe('and their side of an order', () => buyerSideStory(lent.start));
    // From here on other terms are agreed on.
    describe('and a refund that two people decide about', () => approvalStory(lent.start));
    describe('and a case whose refund needs their account', () => caseIbanStory(lent.start));
  });
  describe('on the cluster profile, two merchants and their web stores', () => {
    const lent = lending(start);
    afterAll(() => lent.end());
    describe('and another merchant’s ids', () => tenantsStory(lent.start));
    describe('and parcels of many orders', () => manyParcelsStory(lent.start));
    describe('and what shops send', () => webstoreMessagesStory(lent.start));
    describe('and a transfer that nobody awaits', () => transfersStory(lent.start));
    describe('and refunds of every kind', () => refundKindsStory(lent.start));
    describe('and the page on which a buyer pays', () => paymentPageStory(lent.start));
    describe('and a shop whose buyer vanished', () => callbacksStory(lent.start));
    describe('and what each package permits', () => permissionMatrixStory(lent.start));
    // The last ones: they move the clock, and agree on other terms.
    describe('and a shop that signs', () => webstoreOrderStory(lent.start, 'hashes'));
    describe('and a refund that waits long', () => fundingReminderStory(lent.start));
    describe('and a transfer that comes early', () => keptTransferStory(lent.start));
  });
});

/** One cluster for stories that leave each other alone. */
function lending(start: StartWalk) {
  let started: Promise<Walk> | undefined;
  return {
    start: async (): Promise<Walk> => {
      const walk = await (started ??= start());
      return { ...walk, end: () => Promise.resolve() };
    },
    end: async () => (await started)?.end(),
  };
}
