import { CLOCK_STREAM, ClockEvent } from '@libs/contracts';
import { EMPTY, WrongRevision, type EventStore } from '@libs/event-store';
import { assert, INSTITUTION, isBefore, type Recorded } from '@libs/kernel';
import { v7 } from 'uuid';
import type { Clock } from './clock.js';

/**
 * A test installation's clock: real time, and how far it was moved forward. What was moved is
 * recorded, so that it survives a restart and every process of the installation shows it. Never
 * for tokens, rate limits or retries.
 */
export interface MovableClock extends Clock {
  /** Shows at least the moment from now on; one that lies behind changes nothing. */
  moveTo(moment: string): Promise<void>;
  close(): Promise<void>;
}

const ATTEMPTS_MAX = 5;

/** Opens the clock on top of real time. */
export async function movableClock(
  store: Pick<EventStore, 'append' | 'read' | 'follow' | 'head'>,
  real: Clock,
): Promise<MovableClock> {
  const stopping = new AbortController();
  let offsetMs = 0;
  const now = () =>
    offsetMs === 0 ? real.now() : new Date(Date.parse(real.now()) + offsetMs).toISOString();
  const apply = (events: readonly Recorded[]) => {
    for (const event of events) offsetMs = Math.max(offsetMs, offsetOf(event));
  };
  const after = await store.head();
  apply(await store.read(CLOCK_STREAM));
  const following = follow();

  return { now, moveTo, close };

  async function moveTo(moment: string): Promise<void> {
    for (let attempt = 1; isBefore(now(), moment); attempt += 1) {
      assert(attempt <= ATTEMPTS_MAX, 'nobody moves the clock that often');
      const events = await store.read(CLOCK_STREAM);
      apply(events);
      if (!isBefore(now(), moment)) return;
      const byMs = Date.parse(moment) - Date.parse(real.now());
      const last = events.at(-1)?.revision ?? EMPTY;
      try {
        await store.append(CLOCK_STREAM, last, [moved(byMs, moment, real.now())]);
        offsetMs = byMs;
      } catch (error) {
        if (!(error instanceof WrongRevision)) throw error;
      }
    }
  }

  async function follow(): Promise<void> {
    const { signal } = stopping;
    for await (const { events } of store.follow({ after, categories: ['clock'], signal }))
      apply(events);
  }

  async function close(): Promise<void> {
    stopping.abort();
    await following.catch(() => undefined);
  }
}

const offsetOf = ({ type, data }: Recorded): number => ClockEvent.parse({ type, data }).data.byMs;

function moved(byMs: number, shownAt: string, at: string) {
  const id = v7();
  return {
    id,
    type: 'ClockMoved',
    data: { merchantId: INSTITUTION, byMs, shownAt },
    metadata: {
      actor: { kind: 'system' as const, id: 'simulators.clock' },
      commandId: id,
      fingerprint: 'clock',
      correlationId: id,
      causationId: id,
      occurredAt: at,
      recordedAt: at,
    },
  };
}
