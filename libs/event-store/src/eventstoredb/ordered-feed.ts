import type {
  AllStreamRecordedEvent,
  AllStreamSubscription,
  Position as Place,
} from '@eventstore/db-client';
import { news } from '../news.js';
import { Silence } from './faults.js';

/** What a subscription tells, in the order in which the server told it. */
export type Told =
  | { readonly kind: 'event'; readonly event: AllStreamRecordedEvent }
  /** All before this place was looked at. */
  | { readonly kind: 'checkpoint'; readonly place: Place }
  | { readonly kind: 'caught-up' };

export interface OrderedFeed {
  /** What is told next; `undefined` while there is nothing. */
  readonly take: () => Told | undefined;
  /** Resolves when there may be something to take; fails with the subscription, or in silence. */
  readonly arrival: (silenceMs: number) => Promise<void>;
  readonly close: () => void;
}

export type Subscribe = (onCheckpoint: (place: Place) => void) => AllStreamSubscription;

/**
 * The client tells checkpoints and the end of catching up at once, while events told before them
 * still wait in its buffer: here each waits for as many events as were in it.
 */
export function orderedFeed(subscribe: Subscribe): OrderedFeed {
  const marks: Mark[] = [];
  const arrived = news();
  let taken = 0;
  let failure: Error | undefined;

  function mark(told: Told): void {
    const mark = { afterEvents: taken + subscription.readableLength, told };
    const last = marks.at(-1);
    const replaces = last?.afterEvents === mark.afterEvents && last.told.kind === 'checkpoint';
    if (replaces) marks.pop();
    marks.push(mark);
    arrived.tell();
  }

  function fail(error: Error): void {
    failure ??= error;
    arrived.tell();
  }

  const subscription = subscribe((place) => mark({ kind: 'checkpoint', place }));
  subscription.on('caughtUp', () => mark({ kind: 'caught-up' }));
  subscription.on('readable', arrived.tell);
  // Without a listener an error would end the process.
  subscription.on('error', fail);
  subscription.on('end', () => fail(new Error('the subscription has ended')));

  function take(): Told | undefined {
    const [next] = marks;
    if (next !== undefined && next.afterEvents <= taken) {
      marks.shift();
      return next.told;
    }
    const resolved = subscription.read();
    if (resolved === null) return undefined;
    taken += 1;
    return resolved.event === undefined ? take() : { kind: 'event', event: resolved.event };
  }

  async function arrival(silenceMs: number): Promise<void> {
    if (failure === undefined) await inTime(arrived.next(), silenceMs);
    // What came before the failure is taken first.
    if (failure !== undefined && subscription.readableLength === 0 && marks.length === 0)
      throw failure;
  }

  return {
    take,
    arrival,
    close: () => {
      fail(new Error('the subscription was given up'));
      subscription.unsubscribe().catch(() => undefined);
    },
  };
}

interface Mark {
  readonly afterEvents: number;
  readonly told: Told;
}

function inTime(arrival: Promise<void>, silenceMs: number): Promise<void> {
  if (silenceMs === Infinity) return arrival;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Silence(silenceMs)), silenceMs);
    void arrival.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
