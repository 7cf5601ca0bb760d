import type { AccountCommand } from '@libs/contracts';
import { eur, NOTHING } from '@libs/kernel';
import { MERCHANT, recorded, viewOf } from '@libs/testing';
import { A, after, AT, B, confirmPayout, ORDER, S2 } from '../../account/account.fixtures.js';
import {
  advancedOf,
  deduct,
  recover,
  releaseDeduction,
  requestInAdvance,
} from '../../account/advance.fixtures.js';
import { merchantBalances } from '../merchant-balances/merchant-balances.projection.js';
import { advances } from './advances.projection.js';

const eventsAfter = (...more: readonly AccountCommand[]) =>
  after(...advancedOf(eur(50_00)), ...more).map((event) => recorded(event));
const shownAfter = (...more: readonly AccountCommand[]) =>
  viewOf(advances)(...eventsAfter(...more));

describe('what was advanced for an order', () => {
  it('is shown with the reason of each refund', () =>
    shownAfter(requestInAdvance(eur(10_00), B), confirmPayout(B)).then({
      ...{ orderId: ORDER, merchantId: MERCHANT, orderNumber: '1998524', status: 'owed' },
      ...{ advanced: eur(60_00), recovered: NOTHING, beingDeducted: NOTHING, owed: eur(60_00) },
      refunds: [
        { refundId: A, amount: eur(50_00), reason: 'defective', advancedAt: AT },
        { refundId: B, amount: eur(10_00), reason: 'defective', advancedAt: AT },
      ],
      deductions: [],
      ...{ advancedAt: AT, changedAt: AT },
    }));

  it('is owed until the settlement that deducts it is paid', () => {
    shownAfter(deduct(S2, eur(50_00))).thenShows({
      ...{ status: 'owed', beingDeducted: eur(50_00), owed: eur(50_00) },
      deductions: [{ settlementId: S2, amount: eur(50_00) }],
    });
    shownAfter(deduct(S2, eur(50_00)), recover(S2)).thenShows({
      ...{ status: 'recovered', recovered: eur(50_00), beingDeducted: NOTHING, owed: NOTHING },
      deductions: [{ settlementId: S2, amount: eur(50_00), recoveredAt: AT }],
    });
  });

  it('forgets a deduction that was given back', () =>
    shownAfter(deduct(S2, eur(20_00)), releaseDeduction(S2)).thenShows({
      ...{ status: 'owed', owed: eur(50_00), beingDeducted: NOTHING },
      deductions: [],
    }));
});

describe("a merchant's balance", () => {
  it('is what its payouts have not covered', () =>
    viewOf(merchantBalances)(...eventsAfter(deduct(S2, eur(20_00)), recover(S2))).then({
      ...{ merchantId: MERCHANT, advanced: eur(50_00), recovered: eur(20_00) },
      ...{ beingDeducted: NOTHING, owed: eur(30_00), changedAt: AT },
    }));
});
