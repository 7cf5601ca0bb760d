import { setTimeout as sleep } from 'node:timers/promises';
import type { Due } from '@libs/contracts';
import { hoursAfter, idFrom, INSTITUTION, type CommandEnvelope } from '@libs/kernel';
import type { OpenView, Saved } from '@libs/view-store';
import type { Clock } from './clock.js';
import type { Dispatch } from './dispatch.js';
import { errorFields, type Logger } from './logging.js';
import type { Outages } from './outages.js';
import type { Secrets } from './secrets.js';

/** What fires the timers of one view. */
export interface TimersRunning {
  /** `<service>.<view>`: who acts, in the events that follow. */
  readonly name: string;
  readonly due: OpenView<Due>;
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'fingerprint'>;
  readonly logger: Logger;
  readonly outages: Outages;
  readonly signal: AbortSignal;
  /** Nothing fires before; at once when it is left out. */
  readonly from?: Promise<void>;
  readonly pace?: Pace;
}

/** How often what is due is looked for, in milliseconds. */
export interface Pace {
  /** Between two looks that found nothing to do. */
  readonly pauseMs: number;
  /** So long what was asked for and is still due is left alone; others go on meanwhile. */
  readonly restMs: number;
}

const PAGE = 100;
const PACE: Pace = { pauseMs: 500, restMs: 60_000 };
const CAUGHT_UP_MS_MAX = 5000;

/**
 * Fires what is due, oldest first, each once: its command has an id made of document, moment and
 * the place in the log that set it, so that after a crash, or beside another process, it is a
 * repeat, and set anew for the same moment it is not. Resolves once stopped.
 */
export async function runTimers(running: TimersRunning): Promise<void> {
  const { due, outages, name, signal, from, pace = PACE } = running;
  if (from !== undefined) await Promise.race([from, aborted(signal)]);
  const resting = new Map<string, number>();
  while (!signal.aborted) {
    const fired = await round(running, resting).catch((error: unknown) => {
      outages.waits(`timers ${name}`, error);
      return undefined;
    });
    if (fired !== undefined) outages.goesOn(`timers ${name}`);
    if (fired === undefined || fired === '') await pause(signal, pace.pauseMs);
    // What was fired leaves the view; looked at before that, it would only be repeated.
    else await due.caughtUp(fired, { timeoutMs: CAUGHT_UP_MS_MAX }).catch(() => undefined);
  }
}

/** One pass over all that is due: the last position it wrote, or nothing. */
async function round(running: TimersRunning, resting: Map<string, number>): Promise<string> {
  for (const [key, until] of resting) if (until <= performance.now()) resting.delete(key);
  let last = '';
  let after: { readonly value: string; readonly id: string } | undefined;
  for (;;) {
    const page = await dueNow(running, after);
    for (const saved of page) {
      if (running.signal.aborted) return last;
      const position = await fire(running, saved, resting);
      if (position > last) last = position;
    }
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE) return last;
    after = { value: end.document.dueAt, id: end.id };
  }
}

const dueNow = (
  { due, clock }: TimersRunning,
  after: { readonly value: string; readonly id: string } | undefined,
): Promise<readonly Saved<Due>[]> =>
  due.find({
    where: { dueAt: { to: justAfter(clock.now()) } },
    sort: { by: 'dueAt', direction: 'ascending' },
    ...(after !== undefined && { after }),
    limit: PAGE,
  });

/** Sends the command; answers the position it wrote, or nothing when it has to rest. */
async function fire(
  running: TimersRunning,
  saved: Saved<Due>,
  resting: Map<string, number>,
): Promise<string> {
  const { id, document, position } = saved;
  const key = `${id} ${document.dueAt} ${position}`;
  if ((resting.get(key) ?? 0) > performance.now()) return '';
  try {
    const answer = await running.dispatch(envelopeOf(running, saved));
    if (answer.outcome === 'accepted') return answer.position;
    tell(running, document, {
      outcome: answer.outcome,
      ...(answer.outcome === 'rejected' && { code: answer.rejection.code }),
    });
  } catch (error) {
    tell(running, document, errorFields(error));
  } finally {
    resting.set(key, performance.now() + (running.pace ?? PACE).restMs);
  }
  return '';
}

const tell = ({ logger, name }: TimersRunning, { command, dueAt }: Due, fields: object): void =>
  logger.error('timer refused', { timers: name, command: command.type, dueAt, ...fields });

function envelopeOf(
  { name, secrets, clock }: TimersRunning,
  { id, position, document: { dueAt, command } }: Saved<Due>,
): CommandEnvelope {
  const { type, data } = command;
  const commandId = idFrom('timer', name, id, dueAt, position);
  return {
    commandId,
    fingerprint: secrets.fingerprint({ type, data }),
    tenant: INSTITUTION,
    actor: { kind: 'system', id: name },
    correlationId: commandId,
    causationId: commandId,
    issuedAt: clock.now(),
    // A document's command came from a projection: an object of plain values.
    command: { type, data: data as Record<string, unknown> },
  };
}

/** The end of a half-open range that still holds the moment itself. */
const justAfter = (moment: string): string => hoursAfter(moment, 1 / 3_600_000);

const pause = (signal: AbortSignal, ms: number): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
