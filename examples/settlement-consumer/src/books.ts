import { deductionsOf, lineOf, LINES_MAX, sumsOf, type Fees } from './lines.js';
import {
  heardIn,
  type Heard,
  type News,
  type OwedAdvance,
  type ReadyOrder,
  type Saying,
} from './messages.js';

/**
 * All that a settlement system has to remember, saved as one piece with what it has still to
 * say: so a crash at any moment forgets nothing and says nothing new twice.
 */
export interface Books {
  /** How far each source was heard. */
  readonly positions: Readonly<Record<string, string>>;
  /** Orders that wait for the next bundle of their merchant. */
  readonly ready: Readonly<Record<string, ReadyOrder>>;
  /** Advances that the next bundle of their merchant takes back. */
  readonly owed: Readonly<Record<string, OwedAdvance>>;
  /** Settlements that were proposed and are not over, each with its merchant. */
  readonly proposed: Readonly<Record<string, string>>;
  /** The day of each merchant's last bundle. */
  readonly bundledOn: Readonly<Record<string, string>>;
  /** What is to be said, oldest first; it leaves the books once it was said. */
  readonly outbox: readonly Saying[];
}

export const NO_BOOKS: Books = {
  positions: {},
  ready: {},
  owed: {},
  proposed: {},
  bundledOn: {},
  outbox: [],
};

/** The books after a message. One that was heard before changes nothing. */
export function hear(books: Books, news: News, { fees, now }: Hearing): Books {
  const { source, position } = news;
  if (position <= (books.positions[source] ?? '')) return books;
  const next = { ...books, positions: { ...books.positions, [source]: position } };
  const heard = heardIn(news);
  return heard === undefined ? next : after(next, heard, { fees, now, newsId: news.id });
}

export interface Hearing {
  readonly fees: Fees;
  readonly now: string;
}

function after(books: Books, heard: Heard, told: Hearing & { readonly newsId: string }): Books {
  switch (heard.type) {
    case 'OrderReadyForSettlement':
      return isBundled(heard.data)
        ? { ...books, ready: { ...books.ready, [heard.data.orderId]: heard.data } }
        : proposing(books, `tx.${told.newsId}`, [heard.data], told);
    case 'AdvanceReadyForDeduction':
      return { ...books, owed: { ...books.owed, [heard.data.orderId]: heard.data } };
    case 'SettlementConfirmed':
      return paying(books, heard.data, told.now);
    case 'SettlementRefused':
    case 'SettlementCancelled':
      // Nothing stands. An order that is ready again, or with another line, is told again.
      return { ...books, proposed: without(books.proposed, heard.data.settlementId) };
  }
}

/** The balance model pays out every banking day, whatever was agreed on bundling. */
const isBundled = ({ settlementModel, settlementBundling }: ReadyOrder): boolean =>
  settlementModel === 'balance' || settlementBundling === 'bundled';

/**
 * Proposes what waits, once a day for each merchant: all that is ready by then, in parts of a
 * thousand. Asked again on the same day it changes nothing.
 */
export function bundle(books: Books, { fees, now }: Hearing): Books {
  const day = dayOf(now);
  const merchants = new Set(Object.values(books.ready).map(({ merchantId }) => merchantId));
  return [...merchants].sort().reduce((before, merchantId) => {
    const isDone = before.bundledOn[merchantId] === day;
    return isDone ? before : bundledFor(before, merchantId, { fees, now, day });
  }, books);
}

function bundledFor(
  books: Books,
  merchantId: string,
  { day, ...hearing }: Hearing & { readonly day: string },
): Books {
  const waiting = Object.values(books.ready)
    .filter((order) => order.merchantId === merchantId)
    .filter((order) => order.settlementModel !== 'balance' || isBankingDay(day))
    .sort((a, b) => (a.readyAt < b.readyAt ? -1 : 1));
  if (waiting.length === 0) return books;
  const parts = Array.from({ length: Math.ceil(waiting.length / LINES_MAX) }, (_, at) =>
    waiting.slice(at * LINES_MAX, (at + 1) * LINES_MAX),
  );
  const proposed = parts.reduce(
    (before, part, at) => proposing(before, `${merchantId}.${day}.${at + 1}`, part, hearing),
    books,
  );
  const ready = waiting.reduce((left, { orderId }) => without(left, orderId), books.ready);
  return { ...proposed, ready, bundledOn: { ...books.bundledOn, [merchantId]: day } };
}

/** The day in Finland: bundles are the business day's, not UTC's. */
export const dayOf = (moment: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(new Date(moment));

/** Monday to Friday; the holidays of banks are yours to add. */
const isBankingDay = (day: string): boolean =>
  ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** The id is made from what is settled, so that the same proposal is never made under two. */
function proposing(
  books: Books,
  settlementId: string,
  orders: readonly ReadyOrder[],
  { fees, now }: Hearing,
): Books {
  const [first] = orders;
  if (first === undefined) return books;
  const { merchantId } = first;
  const lines = orders.map((order) => lineOf(order, fees));
  const deductions = deductionsOf(lines, owedBy(books, merchantId));
  return saying(
    {
      ...books,
      proposed: { ...books.proposed, [settlementId]: merchantId },
      // What is left of an advance is told again once this part of it was taken back.
      owed: deductions.reduce((left, { orderId }) => without(left, orderId), books.owed),
    },
    {
      ...{ id: `${settlementId}/proposed`, key: settlementId, time: now },
      type: 'SettlementProposed',
      data: {
        ...{ settlementId, merchantId, lines },
        ...(deductions.length > 0 && { deductions }),
        ...{ sums: sumsOf(lines, deductions), proposedAt: now },
      },
    },
  );
}

const owedBy = ({ owed }: Books, merchantId: string): readonly OwedAdvance[] =>
  Object.values(owed).filter((advance) => advance.merchantId === merchantId);

/**
 * What was confirmed is paid as it was confirmed: the lines that stand and no other. Here the
 * order to your bank belongs, under the settlement's id; this one has no bank, and takes the
 * money for paid.
 */
function paying(
  books: Books,
  {
    settlementId,
    merchantId,
    lines,
    sums,
  }: Extract<Heard, { type: 'SettlementConfirmed' }>['data'],
  now: string,
): Books {
  if (books.proposed[settlementId] === undefined) return books;
  return saying(
    { ...books, proposed: without(books.proposed, settlementId) },
    {
      ...{ id: `${settlementId}/paid`, key: settlementId, time: now },
      type: 'SettlementPaymentMade',
      data: {
        ...{ settlementId, merchantId, net: sums.net, paidAt: now },
        orderIds: lines.map(({ orderId }) => orderId),
      },
    },
  );
}

const saying = (books: Books, said: Saying): Books => ({
  ...books,
  outbox: [...books.outbox, said],
});

const without = <Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
