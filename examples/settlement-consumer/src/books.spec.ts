import { SettlementMessage } from '@libs/contracts';
import { bundle, dayOf, hear, NO_BOOKS, type Books } from './books.js';
import {
  advance,
  eur,
  FEES,
  MERCHANT,
  NOW,
  order,
  OTHER,
  owing,
  ready,
  told,
} from './consumer.fixtures.js';
import { lineOf, sumsOf } from './lines.js';
import type { News } from './messages.js';

const HEARING = { fees: FEES, now: NOW };
const SINGLE = { settlementBundling: 'transaction-specific' } as const;

const heard = (news: readonly News[], from: Books = NO_BOOKS): Books =>
  news.reduce((books, each) => hear(books, each, HEARING), from);
const proposals = ({ outbox }: Books) =>
  outbox.flatMap(({ type, data }) => (type === 'SettlementProposed' ? [data] : []));
const idsOf = (books: Books) => proposals(books).map(({ settlementId }) => settlementId);
const LINES = [lineOf(order(1), FEES)];
const confirmation = (settlementId: string) => ({
  type: 'SettlementConfirmed',
  data: { settlementId, merchantId: MERCHANT, lines: LINES, sums: sumsOf(LINES) },
});

describe('an order that is ready for settlement', () => {
  it('is proposed by itself at once where each payment has its own payout', () => {
    const books = heard(told(...ready(order(1, SINGLE))));
    expect(proposals(books)).toMatchObject([
      { settlementId: 'tx.event-1', merchantId: MERCHANT, lines: LINES, sums: { count: 1 } },
    ]);
  });

  it('waits for the bundle of its day else, with the others of its merchant', () => {
    const books = heard(told(...ready(order(2), order(1), order(3, { merchantId: OTHER }))));
    expect(books.outbox).toEqual([]);
    const proposed = proposals(bundle(books, HEARING));
    expect(proposed.map(({ merchantId, sums }) => [merchantId, sums.count])).toEqual([
      [MERCHANT, 2],
      [OTHER, 1],
    ]);
    expect(proposed[0]?.lines.map(({ orderId }) => orderId)).toEqual([
      order(1).orderId,
      order(2).orderId,
    ]);
  });

  it('is settled as it was told last', () => {
    const books = heard(told(...ready(order(1), order(1, { refunded: eur(10_00) }))));
    expect(proposals(bundle(books, HEARING))).toMatchObject([
      { lines: [{ refunded: eur(10_00) }] },
    ]);
  });

  it('is bundled in the balance model, on banking days only', () => {
    const books = heard(told(...ready(order(1, { ...SINGLE, settlementModel: 'balance' }))));
    expect(bundle(books, { ...HEARING, now: '2026-03-07T10:00:00.000Z' })).toBe(books);
    expect(idsOf(bundle(books, HEARING))).toEqual([`${MERCHANT}.2026-03-05.1`]);
  });

  it('is known when it is told again', () => {
    const news = told(...ready(order(1, SINGLE)));
    const books = heard(news);
    expect(heard(news, books)).toBe(books);
  });
});

describe('a bundle', () => {
  it('is made once a day, of the day in Helsinki', () => {
    expect(dayOf('2026-03-05T21:59:59Z')).toBe('2026-03-05');
    expect(dayOf('2026-03-05T22:00:00Z')).toBe('2026-03-06');
    const [first, second] = told(...ready(order(1), order(2)));
    const morning = bundle(heard([first as News]), HEARING);
    const evening = bundle(heard([second as News], morning), HEARING);
    expect(idsOf(evening)).toEqual([`${MERCHANT}.2026-03-05.1`]);
    const next = bundle(evening, { ...HEARING, now: '2026-03-06T00:00:01.000Z' });
    expect(idsOf(next)).toEqual([`${MERCHANT}.2026-03-05.1`, `${MERCHANT}.2026-03-06.1`]);
  });

  it('has a thousand lines at most', () => {
    const orders = Array.from({ length: 1001 }, (_, at) => order(at + 1));
    const parts = proposals(bundle(heard(told(...ready(...orders))), HEARING));
    expect(parts.map(({ sums }) => sums.count)).toEqual([1000, 1]);
  });
});

describe('an advance that is owed', () => {
  const IN_BALANCE = { settlementModel: 'balance' } as const;

  it("is taken back by the merchant's next bundle, once", () => {
    const news = told(...owing(advance(7, eur(30_00))), ...ready(order(1, IN_BALANCE)));
    const books = bundle(heard(news), HEARING);
    expect(proposals(books)).toMatchObject([
      {
        deductions: [{ orderId: order(7).orderId, amount: eur(30_00) }],
        sums: { count: 2, deducted: eur(30_00), net: eur(68_10) },
      },
    ]);
    const more = [...news, ...told(...news, ...ready(order(2, IN_BALANCE))).slice(2)];
    const next = bundle(heard(more, books), { ...HEARING, now: '2026-03-06T10:00:00.000Z' });
    expect(proposals(next)[1]).not.toHaveProperty('deductions');
  });

  it('waits for as long as nothing is to be paid, and is as it was told last', () => {
    const waiting = heard(told(...owing(advance(7, eur(30_00)), advance(7, eur(40_00)))));
    expect(bundle(waiting, HEARING)).toBe(waiting);
    const [, , paid] = told(...owing(), {} as News, {} as News, ...ready(order(1, IN_BALANCE)));
    expect(proposals(bundle(heard([paid as News], waiting), HEARING))).toMatchObject([
      { deductions: [{ amount: eur(40_00) }] },
    ]);
  });

  it("is not taken from another merchant's bundle", () => {
    const news = told(...owing(advance(7, eur(30_00))), ...ready(order(1, { merchantId: OTHER })));
    expect(proposals(bundle(heard(news), HEARING))[0]).not.toHaveProperty('deductions');
  });
});

describe('a settlement that was proposed', () => {
  const proposed = heard(told(...ready(order(1, SINGLE))));
  const next = (message: Pick<News, 'type' | 'data'>) => told(message, message).slice(1);
  const last = ({ outbox }: Books) => outbox.at(-1);

  it('is paid as it was confirmed, once', () => {
    const news = next(confirmation('tx.event-1'));
    const books = heard(news, proposed);
    expect(last(books)).toMatchObject({
      ...{ id: 'tx.event-1/paid', type: 'SettlementPaymentMade' },
      data: { orderIds: [order(1).orderId], net: eur(98_10), paidAt: NOW },
    });
    expect(heard(news, books)).toBe(books);
  });

  it.each(['SettlementRefused', 'SettlementCancelled'])('is over when it is told %s', (type) => {
    const data = { settlementId: 'tx.event-1', merchantId: MERCHANT, reasons: [] };
    const books = heard(next({ type, data }), proposed);
    expect([books.proposed, books.outbox]).toEqual([{}, proposed.outbox]);
  });

  it("of somebody else's is not paid here", () =>
    expect(heard(next(confirmation('not-ours')), proposed).outbox).toEqual(proposed.outbox));
});

it('hears nothing in what is told to others, and remembers how far it was', () => {
  const books = heard(told({ type: 'RefundRequested', data: {} }));
  expect(books).toEqual({ ...NO_BOOKS, positions: { feed: '00000000000000000001' } });
});

it('says what the contract of settlement systems takes', () => {
  const books = heard(
    told(
      ...ready(order(1, SINGLE), order(2)),
      confirmation('tx.event-1'),
      ...owing(advance(7, eur(30_00))),
    ),
  );
  const said = bundle(books, HEARING).outbox;
  expect(said.map(({ type }) => type)).toEqual([
    'SettlementProposed',
    'SettlementPaymentMade',
    'SettlementProposed',
  ]);
  for (const { type, data } of said)
    expect(SettlementMessage.parse({ type, data })).toEqual({ type, data });
});
