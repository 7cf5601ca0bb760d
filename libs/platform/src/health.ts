import { setTimeout as sleep } from 'node:timers/promises';
import type { GroupProgress } from '@libs/event-bus';
import type { Position } from '@libs/kernel';
import type { MetricsSource, ViewLag } from './metrics.js';
import type { Ports } from './ports.js';
import type { Requests } from './requests.js';
import type { RunningProjector, RunningService } from './service-runner.js';

/** Whether this process can serve, and what somebody should look at. */
export interface Health {
  readiness(): Promise<Readiness>;
}

export interface Readiness {
  readonly isReady: boolean;
  readonly checks: readonly Check[];
}

/** `ok`; `warning`: somebody should look, and it serves; `failing`: it cannot serve. */
export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failing';
  readonly detail?: string;
}

export interface HealthOptions {
  readonly ports: Pick<Ports, 'store' | 'bus' | 'relays' | 'probes'>;
  readonly requests?: Pick<Requests, 'trouble'>;
  readonly services: () => readonly RunningService[];
  /** A view that stands still behind the log for longer is failing; in milliseconds. */
  readonly standstillMsMax?: number;
  /** How long an engine may take to answer. */
  readonly answerMsMax?: number;
  /** A clock that only runs forward, in milliseconds. */
  readonly elapsedMs?: () => number;
}

const STANDSTILL_MS_MAX = 30_000;
const ANSWER_MS_MAX = 2000;

/**
 * Fails only on what lasts: an engine that does not answer, a view that has not moved for 30 s
 * though the log went on. It cannot see a projection that moves on and says nonsense.
 */
export function healthOf(options: HealthOptions): Health {
  const { ports, services, answerMsMax = ANSWER_MS_MAX } = options;
  const standstills = standstillsOf(options);
  return {
    readiness: async () => {
      const asked = <Answer>(ask: () => Promise<Answer>) => inTime(ask, answerMsMax);
      const [head, groups, others] = await Promise.all([
        asked(() => ports.store.head()),
        asked(() => ports.bus.progress()),
        Promise.all(ports.probes.map(({ ask }) => asked(async () => [await ask()]))),
      ]);
      const checks: readonly Check[] = [
        engine('event store', head),
        engine('event bus', groups),
        ...ports.probes.map((probe, index) => engine(probe.engine, others[index])),
        ...requestsCheck(options.requests?.trouble()),
        ...services()
          .flatMap(({ projectors }) => projectors)
          .map((projector) => viewCheck(projector, standstills(projector, head), options)),
        ...(groups ?? []).flatMap(groupChecks),
        ...[...ports.relays.troubles()].map(([name, detail]) => hindered('relay', name, detail)),
      ];
      return { isReady: checks.every(({ status }) => status !== 'failing'), checks };
    },
  };
}

/** Lags as the page of metrics shows them, counted at the moment it is asked for. */
export function lagsOf({
  ports: { store, bus, clock },
  services,
}: {
  readonly ports: Pick<Ports, 'store' | 'bus' | 'clock'>;
  readonly services: () => readonly RunningService[];
}): MetricsSource {
  const lagOf = async ({ view, categories, types, state }: RunningProjector): Promise<ViewLag> => {
    const query = { after: state().position, categories, types, limit: LAG_EVENTS_MAX };
    const { events } = await store.readAll(query);
    const [oldest] = events;
    const lagMs =
      oldest === undefined ? 0 : Date.parse(clock.now()) - Date.parse(oldest.metadata.recordedAt);
    return { view, lagEvents: events.length, lagSeconds: Math.max(lagMs, 0) / 1000 };
  };
  return {
    views: () => Promise.all(services().flatMap(({ projectors }) => projectors.map(lagOf))),
    groups: () => bus.progress(),
  };
}

/** A lag is counted no further: beyond, it is just large. */
const LAG_EVENTS_MAX = 1000;

/** For how long each view has stood still behind the log, in milliseconds. */
function standstillsOf({ elapsedMs = () => performance.now() }: HealthOptions) {
  const seen = new Map<string, { readonly position: Position; readonly sinceMs: number }>();
  return ({ view, state }: RunningProjector, head: Position | undefined): number => {
    const { position } = state();
    const nowMs = elapsedMs();
    const before = seen.get(view);
    const stands = head !== undefined && position < head && before?.position === position;
    if (!stands) seen.set(view, { position, sinceMs: nowMs });
    return stands ? nowMs - before.sinceMs : 0;
  };
}

const engine = (name: string, answer: unknown): Check =>
  answer === undefined
    ? { name, status: 'failing', detail: 'does not answer' }
    : { name, status: 'ok' };

function viewCheck(
  { view, state }: RunningProjector,
  standstillMs: number,
  { standstillMsMax = STANDSTILL_MS_MAX }: HealthOptions,
): Check {
  const { status, position } = state();
  const detail = `${status} at ${position}`;
  const name = `view ${view}`;
  if (standstillMs >= standstillMsMax) return { name, status: 'failing', detail };
  return { name, status: status === 'stopped' ? 'warning' : 'ok', detail };
}

/** A process that cannot be asked, or cannot ask, cannot serve. */
const requestsCheck = (trouble: string | undefined): readonly Check[] =>
  trouble === undefined ? [] : [{ name: 'requests', status: 'failing', detail: trouble }];

/** What somebody should look at; other groups, and what does not need this one, go on. */
function groupChecks({ group, parked, trouble }: GroupProgress): readonly Check[] {
  const name = `group ${group}`;
  return [
    ...(trouble === undefined ? [] : [hindered('group', group, trouble)]),
    ...(parked === 0 ? [] : [{ name, status: 'warning', detail: `${parked} parked` } as const]),
  ];
}

const hindered = (kind: 'group' | 'relay', name: string, detail: string): Check => ({
  name: `${kind} ${name}`,
  status: 'warning',
  detail,
});

/** The answer, or `undefined` when it failed or took too long. */
async function inTime<Answer>(
  action: () => Promise<Answer>,
  answerMsMax: number,
): Promise<Answer | undefined> {
  const done = new AbortController();
  const late = sleep(answerMsMax, undefined, { signal: done.signal }).catch(() => undefined);
  try {
    return await Promise.race([action(), late]);
  } catch {
    return undefined;
  } finally {
    done.abort();
  }
}
