import { AccountTransaction, ERASED } from '@libs/contracts';
import { eur } from '@libs/kernel';
import {
  BANK,
  BUYER,
  DIRECT,
  MERCHANT,
  ORDER,
  PAYMENT,
  REFERENCE,
  SELLER,
  viewOf,
} from '@libs/testing';
import {
  chosen,
  confirmed,
  PAID_AT,
  PAY_BY,
  received,
  RECEIVED_AT,
} from '../../order/order.fixtures.js';
import {
  captured,
  claimed,
  claimReleased,
  DELIVERED,
  FUNDING,
  funded,
  history,
  opened,
  ordered,
  OTHER_REFUND,
  paidOut,
  payoutFailed,
  ready,
  REFUND,
  requested,
  settled,
  SETTLEMENT,
  withdrawn,
} from '../order-news.fixtures.js';
import type { OrderNews } from '../order-progress.js';
import { accountTransactions } from './account-transactions.projection.js';

const given = (...events: OrderNews[]) => viewOf(accountTransactions)(...history(...events));
const paid = [received(), chosen(), confirmed(), opened, captured(), ready];
const money = (over: Partial<AccountTransaction['money']>) => ({
  captured: eur(573_10),
  promised: eur(0),
  refunded: eur(0),
  settled: eur(0),
  ...over,
});
const funding = { ...FUNDING, amount: eur(20_00) };

it('shows an order that came as unpaid', () =>
  given(received()).then({
    orderId: ORDER,
    merchantId: MERCHANT,
    sellerId: SELLER,
    paymentId: PAYMENT,
    orderNumber: '1998524',
    reference: REFERENCE,
    buyerName: 'Matti Meikäläinen',
    buyerEmail: 'matti@example.com',
    status: 'received',
    statusCode: '00',
    pendingWork: 'unpaid',
    pendingSince: RECEIVED_AT,
    casesAwait: 'nobody',
    refundState: 'none',
    settlementState: 'none',
    total: eur(573_10),
    money: money({ captured: eur(0) }),
    servicePackage: 'direct',
    paymentState: 'open',
    payBy: PAY_BY,
    receivedAt: RECEIVED_AT,
    openRefunds: {},
    openCases: {},
    isClaimed: false,
    shipping: {},
    revisions: { order: 0 },
  }));

it('shows the method that was chosen last, still unpaid since it came', () =>
  given(received(), chosen(), { ...chosen(BANK) }).thenShows({
    status: 'method-chosen',
    method: BANK,
    methodGroup: 'bank',
    pendingWork: 'unpaid',
    pendingSince: RECEIVED_AT,
    revisions: { order: 2 },
  }));

it('shows a paid order as unsettled since it was paid', () =>
  given(...paid).thenShows({
    status: 'paid-direct',
    statusCode: '30',
    pendingWork: 'being-delivered-or-unsettled',
    pendingSince: PAID_AT,
    paidAt: PAID_AT,
    money: money({}),
    revisions: { order: 2, account: 2 },
  }));

it.each([
  [true, 'verified'],
  [false, 'not-verified'],
] as const)(
  'shows whether the cardholder was verified: %s',
  (isAuthenticated, cardVerification) => {
    const card = { brand: 'visa', lastFour: '4242', isAuthenticated } as const;
    given(received(), confirmed({ card })).thenShows({ cardVerification });
  },
);

it('asks a merchant with the Satisfaction Guarantee for the tracking code', () => {
  const terms = { ...DIRECT, servicePackage: 'satisfaction-guarantee' } as const;
  given(received({ terms }), confirmed({ terms })).thenShows({
    servicePackage: 'satisfaction-guarantee',
    status: 'paid-awaiting-shipping',
    statusCode: '20',
    pendingWork: 'missing-tracking',
    pendingSince: PAID_AT,
  });
});

describe('a refund before settlement', () => {
  const asked = [...paid, requested(eur(15_00)), ordered(eur(15_00))];

  it('is promised until it is paid out', () =>
    given(...asked).thenShows({
      status: 'paid-direct',
      money: money({ promised: eur(15_00) }),
      refundState: 'being-paid',
      openRefunds: { [REFUND]: 'being-paid' },
    }));

  it('is refunded then', () =>
    given(...asked, paidOut(eur(15_00))).then({
      ...(given(...paid).document as AccountTransaction),
      refundState: 'partly-refunded',
      money: money({ refunded: eur(15_00) }),
      revisions: { order: 2, account: 5 },
    }));

  it('is promised no more when its payout failed', () =>
    given(...asked, payoutFailed(eur(15_00))).thenShows({
      money: money({}),
      openRefunds: {},
      refundState: 'none',
    }));

  it('closes an order of which all went back', () =>
    given(...paid, requested(eur(573_10)), ordered(eur(573_10)), paidOut(eur(573_10))).thenShows({
      status: 'refunded',
      statusCode: '99',
      pendingWork: 'none',
      pendingSince: '2026-01-09T08:00:00Z',
    }));
});

describe('a settlement', () => {
  it('is open while it is claimed', () =>
    given(...paid, claimed()).thenShows({
      status: 'claimed-for-settlement',
      statusCode: '30',
      pendingWork: 'being-delivered-or-unsettled',
      settlementState: 'claimed',
      isClaimed: true,
    }));

  it('is as if it had not been when the claim is released', () =>
    given(...paid, claimed(), claimReleased()).thenShows({
      status: 'paid-direct',
      settlementState: 'unsettled',
      isClaimed: false,
    }));

  it('has paid what was free', () =>
    given(...paid, claimed(), settled(eur(573_10), eur(15_00))).thenShows({
      status: 'settled',
      statusCode: '40',
      pendingWork: 'none',
      pendingSince: '2026-01-06T04:00:00Z',
      settledAt: '2026-01-06T04:00:00Z',
      settlementState: 'settled',
      settlementId: SETTLEMENT,
      isClaimed: false,
      money: money({ settled: eur(558_10) }),
    }));
});

describe('a refund after settlement', () => {
  const asked = [...paid, claimed(), settled(), requested(eur(20_00), { funding })];

  it("waits for the merchant's transfer", () =>
    given(...asked).thenShows({
      status: 'refund-after-settlement-requested',
      statusCode: '40',
      pendingWork: 'refund-waiting-for-your-transfer',
      pendingSince: '2026-01-07T08:00:00Z',
      openRefunds: { [REFUND]: 'waiting-for-transfer' },
    }));

  it('is being paid once it is funded', () =>
    given(...asked, funded(eur(20_00)), ordered(eur(20_00))).thenShows({
      status: 'refund-after-settlement-requested',
      pendingWork: 'none',
      pendingSince: '2026-01-08T08:00:00Z',
      openRefunds: { [REFUND]: 'being-paid' },
    }));

  it('leaves the order settled once it is paid', () =>
    given(...asked, funded(eur(20_00)), ordered(eur(20_00)), paidOut(eur(20_00))).thenShows({
      status: 'settled',
      pendingWork: 'none',
      money: money({ refunded: eur(20_00), settled: eur(573_10) }),
    }));

  it('leaves the others open when it is withdrawn', () =>
    given(
      ...asked,
      requested(eur(1_00), { refundId: OTHER_REFUND, funding: { ...funding, amount: eur(1_00) } }),
      withdrawn(eur(20_00)),
    ).thenShows({
      status: 'refund-after-settlement-requested',
      pendingWork: 'refund-waiting-for-your-transfer',
      openRefunds: { [OTHER_REFUND]: 'waiting-for-transfer' },
      money: money({ promised: eur(1_00), settled: eur(573_10) }),
    }));
});

describe('what is known of the buyer', () => {
  it('may lack an e-mail', () => {
    const { email: _email, ...buyer } = BUYER;
    expect(given(received({ buyer })).document).not.toHaveProperty('buyerEmail');
  });

  it('may be erased', () => {
    const { type, data } = received();
    const { document } = given({ type, data: { ...data, buyer: ERASED } });
    expect(document?.buyerName).toBe(ERASED);
    expect(AccountTransaction.parse(document)).toEqual(document);
  });
});

it('stops at an order that never came', () =>
  expect(() => given(chosen())).toThrow('concerns a known document'));

describe('an order that is shipped', () => {
  const { type, data } = received();
  const terms = { ...data.terms, servicePackage: 'satisfaction-guarantee' } as const;
  const order: OrderNews[] = [{ type, data: { ...data, terms } }, confirmed(), opened, captured()];
  const upTo = (last: OrderNews['type']) =>
    DELIVERED.slice(0, DELIVERED.findIndex((event) => event.type === last) + 1);

  it('misses its tracking code from the payment on', () =>
    given(...order, ...upTo('ParcelAdded')).thenShows({
      status: 'paid-awaiting-shipping',
      pendingWork: 'missing-tracking',
      pendingSince: PAID_AT,
    }));

  it('is being delivered once all is sent', () =>
    given(...order, ...upTo('AllSent')).thenShows({
      status: 'in-delivery',
      statusCode: '30',
      pendingWork: 'being-delivered-or-unsettled',
      pendingSince: '2026-01-06T08:00:00Z',
      revisions: { order: 1, account: 1, delivery: 2 },
    }));

  it('is in inspection, and then waits for its settlement', () => {
    given(...order, ...upTo('InspectionStarted')).thenShows({ status: 'in-inspection' });
    given(...order, ...DELIVERED).thenShows({
      status: 'awaiting-settlement',
      shipping: {
        allSentAt: '2026-01-06T08:00:00Z',
        inspectionEndsAt: '2026-01-22T22:00:00.000Z',
        inspectionEndedAt: '2026-01-22T22:00:00.000Z',
      },
    });
  });
});
