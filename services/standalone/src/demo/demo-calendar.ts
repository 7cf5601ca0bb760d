import { PAYMENT_DAYS, type Terms } from '@libs/contracts';
import { endOfDay } from '@libs/kernel';
import type { DemoOrder } from './demo-orders.js';
import { actsOf, DELAYS_MS, isOpen, type DemoAct } from './demo-stories.js';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

/** The demo data looks back so many days. */
export const DAYS_BACK = 90;

/** When an order came, and when each act of its story happened; milliseconds since 1970. */
export type DemoCalendar = ReadonlyMap<DemoAct | 'receive', number>;

/** A calendar that is over before `now`. Whoever still has something to do had it of late. */
export function calendarOf(order: DemoOrder, now: number): DemoCalendar {
  const { story, random } = order;
  const latest = now - longestOf(order);
  const isRecent = isOpen(story) || (isUnpaid(order) && random.chance(50));
  const earliest = isRecent ? latest - 3 * DAY_MS : now - DAYS_BACK * DAY_MS;
  let at = random.integer(earliest, latest);
  const calendar = new Map<DemoAct | 'receive', number>([['receive', at]]);
  for (const act of actsOf(story)) {
    const earliest = at + random.integer(...DELAYS_MS[act]);
    at =
      act === 'expire' ? endOfPayment(calendar.get('receive') ?? at) : timeOf(act, earliest, order);
    calendar.set(act, at);
  }
  return calendar;
}

/** One sum a week has one moment; an inspection ends with its last day. */
function timeOf(act: DemoAct, earliest: number, { merchant: { terms } }: DemoOrder): number {
  const isBundled = terms.settlementBundling === 'bundled';
  if (act === 'inspect') return endOfInspection(earliest, terms);
  if (act === 'propose-settlement') return isBundled ? mondayAfter(earliest) : earliest;
  if (act === 'pay-settlement') return isBundled ? noonAfter(earliest) : earliest;
  return earliest;
}

function longestOf(order: DemoOrder): number {
  const { terms } = order.merchant;
  return actsOf(order.story)
    .map((act) => {
      const [, longest] = DELAYS_MS[act];
      if (act === 'expire') return (PAYMENT_DAYS + 1) * DAY_MS;
      if (act === 'inspect') return (terms.inspectionDays + 1) * DAY_MS;
      if (act === 'propose-settlement') return longest + WEEK_MS;
      return act === 'pay-settlement' ? longest + DAY_MS : longest;
    })
    .reduce((left, right) => left + right, HOUR_MS);
}

const endOfInspection = (handedOver: number, { inspectionDays, servicePackage }: Terms): number =>
  servicePackage === 'direct'
    ? handedOver
    : Date.parse(endOfDay(new Date(handedOver).toISOString(), inspectionDays));

/** Unpaid, an order waits to the end of its last day. */
const endOfPayment = (received: number): number =>
  Date.parse(endOfDay(new Date(received).toISOString(), PAYMENT_DAYS));

const isUnpaid = ({ story }: DemoOrder): boolean => !actsOf(story).includes('pay');

/** 1970 began on a Thursday: four days later the first Monday did. */
const mondayAfter = (moment: number): number =>
  moment - ((moment - 4 * DAY_MS) % WEEK_MS) + WEEK_MS + 2 * HOUR_MS;

const noonAfter = (moment: number): number => moment - (moment % DAY_MS) + 12 * HOUR_MS;
