import { holdsDueView } from '@libs/contracts';
import { isBefore, type Recorded } from '@libs/kernel';
import { factsOf, streamsOf } from './log.js';

/** A timer in the events of one stream: what sets it, what ends it, and what its firing records. */
interface Timer {
  readonly category: string;
  readonly sets: Readonly<Record<string, string>>;
  readonly ends: readonly string[];
  readonly fires: string;
  /** Absent: each such event is a firing; what is none ends the timer. */
  readonly isFiring?: (event: Recorded) => boolean;
  /** Absent: all events of the stream concern it. */
  readonly concerns?: (event: Recorded) => boolean;
}

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
    isFiring: ({ metadata: { actor } }) =>
      actor.kind === 'system' && actor.id === holdsDueView.name,
  },
];

/**
 * Timers that fired twice, before their time, or never, though all that anybody waits for has
 * passed.
 */
export const brokenTimers = (log: readonly Recorded[]): readonly string[] =>
  TIMERS.flatMap((timer) =>
    [...streamsOf(log, timer.category)].flatMap(([stream, events]) =>
      brokenIn(timer, events).map((what) => `${stream}: ${timer.fires} ${what}`),
    ),
  );

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
  const field = timer.sets[event.type];
  if (field !== undefined) return String(factsOf(event)[field]);
  return event.type === timer.fires || timer.ends.includes(event.type) ? undefined : dueAt;
}
