import { holdsDueView, OFFER_KEPT_HOURS, offersDueView } from '@libs/contracts';
import { hoursAfter, isBefore, type Recorded } from '@libs/kernel';
import { factsOf, streamsOf } from './log.js';

/** The field of an event that says when it falls due, or how that follows from it. */
type Moment = string | ((event: Recorded) => string);

/** A timer in the events of one stream: what sets it, what ends it, and what its firing records. */
interface Timer {
  readonly category: string;
  readonly sets: Readonly<Record<string, Moment>>;
  readonly ends: readonly string[];
  readonly fires: string;
  /** Absent: each such event is a firing; what is none ends the timer. */
  readonly isFiring?: (event: Recorded) => boolean;
  /** Absent: all events of the stream concern it. */
  readonly concerns?: (event: Recorded) => boolean;
  /** The field by which a stream has several of them. */
  readonly each?: string;
}

const isFiredBy =
  ({ name }: { readonly name: string }) =>
  ({ metadata: { actor } }: Recorded): boolean =>
    actor.kind === 'system' && actor.id === `refunds.${name}`;

/** The event that sets a timer names the moment in the field beside it. */
const TIMERS: readonly Timer[] = [
  {
    category: 'order',
    sets: { OrderReceived: 'payBy', FundsAwaited: 'payBy' },
    ends: ['PaymentConfirmed', 'OrderCancelled'],
    fires: 'OrderExpired',
  },
  {
    category: 'delivery',
    sets: { InspectionStarted: 'endsAt' },
    ends: [],
    fires: 'InspectionEnded',
    isFiring: (event) => factsOf(event)['by'] === 'time',
  },
  {
    category: 'case',
    sets: {
      CaseOpened: 'answerBy',
      CaseCounterOffered: 'answerBy',
      CaseAcceptanceFailed: 'answerBy',
    },
    ends: ['CaseAccepted', 'CaseClosed'],
    fires: 'CaseDeadlinePassed',
  },
  {
    category: 'account',
    concerns: (event) => factsOf(event)['hold'] === 'funded-money',
    // Placed anew, it ends at its new time; a refund that uses the money ends it before.
    sets: { HoldPlaced: 'endsAt' },
    ends: [],
    fires: 'HoldReleased',
    isFiring: isFiredBy(holdsDueView),
  },
  {
    category: 'funding',
    each: 'transferId',
    // One that is kept is answered with the last one that is: a week after it came, or later.
    sets: {
      TransferOffered: (event) => hoursAfter(String(factsOf(event)['offeredAt']), OFFER_KEPT_HOURS),
    },
    ends: ['TransferAllocated'],
    fires: 'TransferDeclined',
    isFiring: isFiredBy(offersDueView),
  },
];

/**
 * Timers that fired twice, before their time, or never, though all that anybody waits for has
 * passed.
 */
export const brokenTimers = (log: readonly Recorded[]): readonly string[] =>
  TIMERS.flatMap((timer) =>
    [...streamsOf(log, timer.category)].flatMap(([stream, events]) =>
      partsOf(timer, events)
        .flatMap((part) => brokenIn(timer, part))
        .map((what) => `${stream}: ${timer.fires} ${what}`),
    ),
  );

/** The events of each of the timers that a stream has. */
function partsOf({ each }: Timer, events: readonly Recorded[]): readonly (readonly Recorded[])[] {
  if (each === undefined) return [events];
  const names = new Set(events.map((event) => factsOf(event)[each]));
  names.delete(undefined);
  return [...names].map((name) => events.filter((event) => factsOf(event)[each] === name));
}

function brokenIn(timer: Timer, events: readonly Recorded[]): readonly string[] {
  const broken: string[] = [];
  let dueAt: string | undefined;
  for (const event of events.filter(timer.concerns ?? (() => true))) {
    broken.push(...wrongFiring(timer, event, dueAt));
    dueAt = dueAfter(timer, event, dueAt);
  }
  return dueAt === undefined ? broken : [...broken, `never fired, due at ${dueAt}`];
}

function wrongFiring(timer: Timer, event: Recorded, dueAt: string | undefined): readonly string[] {
  if (event.type !== timer.fires || timer.isFiring?.(event) === false) return [];
  if (dueAt === undefined) return ['fired, and nothing was due'];
  return isBefore(event.metadata.recordedAt, dueAt) ? [`fired before ${dueAt}`] : [];
}

function dueAfter(timer: Timer, event: Recorded, dueAt: string | undefined): string | undefined {
  const moment = timer.sets[event.type];
  if (typeof moment === 'string') return String(factsOf(event)[moment]);
  if (moment !== undefined) return moment(event);
  return event.type === timer.fires || timer.ends.includes(event.type) ? undefined : dueAt;
}
