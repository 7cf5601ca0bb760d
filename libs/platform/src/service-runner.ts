import { NEWS_TOPICS, type Due } from '@libs/contracts';
import type { Relay } from '@libs/event-bus';
import {
  runProjector,
  type OpenView,
  type Projector,
  type ProjectorProblem,
} from '@libs/view-store';
import type { Dispatch } from './dispatch.js';
import { assertNoneAhead, newsGroups, type Follower } from './log-too-old.js';
import { errorFields, type Logger } from './logging.js';
import type { Mailing } from './mails/mailing.js';
import { runMails } from './mails/run-mails.js';
import type { Metrics } from './metrics.js';
import { policySubscription, type Patience } from './policy-runner.js';
import type { Outages } from './outages.js';
import type { Ports } from './ports.js';
import type { ServiceDefinition, Telling } from './service.js';
import type { Shown } from './shown.js';
import { runTimers, type Pace } from './timers.js';

/** A service at work: its views are kept in step, its policies follow the bus. */
export interface RunningService {
  readonly name: string;
  /** The views it shows, by name. */
  readonly views: ReadonlyMap<string, OpenView<object>>;
  readonly projectors: readonly RunningProjector[];
  /**
   * Ends projectors and relays after what they have in hand. Its policies end with the bus, and
   * wait for no stream any more.
   */
  stop(): Promise<void>;
}

/** A projector, and which events it is to fold: what its lag is made of. */
export interface RunningProjector extends Projector {
  readonly categories: readonly string[];
  readonly types: readonly string[];
}

export interface ServiceRunning {
  readonly dispatch: Dispatch;
  readonly logger: Logger;
  readonly metrics?: Pick<Metrics, 'projected' | 'mailed'>;
  readonly patience?: Patience;
  /** Timers fire from then on; at once when it is left out. */
  readonly timersFrom?: Promise<void>;
  /** Of timers and mails. */
  readonly pace?: Pace;
}

/**
 * Opens a service's views and starts everything that makes it follow the world. Fails with
 * `LogTooOld` where that has seen more of the log than there is.
 */
export async function startService(
  definition: ServiceDefinition,
  ports: Ports,
  running: ServiceRunning,
): Promise<RunningService> {
  const { name, shows, tells, times = [], mails = [] } = definition;
  const stopping = new AbortController();
  const opened = await Promise.all(
    [...shows, ...times, ...mails.map(({ shown: due }) => due)].map(async (shown) => ({
      shown,
      openView: await ports.views.open(shown.view),
    })),
  );
  await assertNoneAhead(ports, await seenBefore(name, tells, opened, ports));
  const projectors = opened.map((each) => startProjector(each, ports, running, stopping.signal));
  const relays = startRelays(definition, ports);
  await startPolicies(definition, ports, running, stopping.signal);
  const timers = opened
    .filter(({ shown }) => times.includes(shown))
    .map((each) => startTimers(name, each, { ports, running, signal: stopping.signal }));
  const mailers = mails.flatMap((mailing) => {
    const view = opened.find(({ shown }) => shown === mailing.shown);
    return view === undefined
      ? []
      : [startMails(name, mailing, { ...view, ports, running, signal: stopping.signal })];
  });
  await assertNoneAhead(ports, await newsGroups(ports));
  return {
    name,
    views: new Map(opened.map(({ shown, openView }) => [shown.view.name, openView])),
    projectors,
    stop: async () => {
      stopping.abort();
      await Promise.all([
        ...projectors.map(({ ended }) => ended),
        ...relays.map((relay) => relay.stop()),
        ...timers,
        ...mailers,
      ]);
    },
  };
}

async function seenBefore(
  service: string,
  tells: readonly Telling[],
  opened: readonly { readonly shown: Shown; readonly openView: OpenView<object> }[],
  { relays }: Ports,
): Promise<readonly Follower[]> {
  return Promise.all([
    ...opened.map(async ({ shown, openView }) => ({
      name: `view ${shown.view.name}`,
      position: await openView.position(),
    })),
    ...tells.map(async (telling) => ({
      name: `relay ${relayName(service, telling)}`,
      position: await relays.positionOf(relayName(service, telling)),
    })),
  ]);
}

const relayName = (service: string, { name }: Telling): string => `${service}.${name}`;

/** A view that was opened, and what is shown in it. */
interface Opened {
  readonly shown: Shown;
  readonly openView: OpenView<object>;
}

function startProjector(
  { shown, openView }: Opened,
  { store, outages }: Ports,
  { logger, metrics }: ServiceRunning,
  signal: AbortSignal,
): RunningProjector {
  const { projection, categories } = shown;
  const projector = runProjector<object, never>({
    store,
    openView,
    projection,
    categories,
    signal,
    onProgress: ({ view, position, events }) => {
      outages.goesOn(`view ${view}`);
      metrics?.projected({ view, position, events });
    },
    onError: (problem) => tellProblem(logger, outages, problem),
  });
  return { ...projector, categories, types: Object.keys(projection.on) };
}

function startTimers(
  service: string,
  { shown, openView }: Opened,
  { ports, running, signal }: { ports: Ports; running: ServiceRunning; signal: AbortSignal },
): Promise<void> {
  return runTimers({
    ...(running.timersFrom !== undefined && { from: running.timersFrom }),
    ...(running.pace !== undefined && { pace: running.pace }),
    name: `${service}.${shown.view.name}`,
    // A view among `times` holds what falls due: its builder checked it.
    due: openView as OpenView<Due>,
    dispatch: running.dispatch,
    clock: ports.clock,
    secrets: ports.secrets,
    outages: ports.outages,
    logger: running.logger,
    signal,
  });
}

async function startMails(
  service: string,
  { shown, due, addressBook }: Mailing,
  {
    openView,
    ports,
    running,
    signal,
  }: { openView: OpenView<object>; ports: Ports; running: ServiceRunning; signal: AbortSignal },
): Promise<void> {
  const { mails, clock, secrets, outages } = ports;
  if (mails === undefined) return;
  const { dispatch, logger, metrics, pace } = running;
  const book = addressBook === undefined ? undefined : await ports.views.open(addressBook.view);
  await runMails({
    ...{ name: `${service}.${shown.view.name}`, openView, due, ...mails },
    addressesOf: async (id) => {
      const known = (await book?.load([id]))?.get(id)?.document;
      // Checked against its view where the address book was made.
      return known === undefined ? [] : (addressBook?.addresses(known as never) ?? []);
    },
    ...{ dispatch, clock, secrets, logger, outages, signal },
    ...(metrics !== undefined && { metrics }),
    ...(pace !== undefined && { pace }),
  });
}

function tellProblem(
  logger: Logger,
  outages: Outages,
  { view, error, retryInMs }: ProjectorProblem,
): void {
  if (retryInMs !== undefined) return outages.waits(`view ${view}`, error);
  outages.goesOn(`view ${view}`);
  logger.error('projector stopped', { view, ...errorFields(error) });
}

/** Its recorded events are news, and some are told to the outside. */
function startRelays({ name, tells }: ServiceDefinition, { store, relays }: Ports): Relay[] {
  const told = tells.map((telling) =>
    relays.tell({ ...telling, name: relayName(name, telling), store }),
  );
  const news = NEWS_TOPICS.find((topic) => topic === `${name}.events`);
  const carried = news === undefined ? undefined : relays.carryNews(news);
  return carried === undefined ? told : [...told, carried];
}

async function startPolicies(
  { name, follows }: ServiceDefinition,
  { bus, secrets, clock }: Ports,
  { dispatch, patience }: ServiceRunning,
  signal: AbortSignal,
): Promise<void> {
  const running = { service: name, dispatch, secrets, clock, signal };
  // At once: to join a group between processes takes its time.
  await Promise.all(
    follows.map((policy) =>
      bus.subscribe(
        policySubscription({ ...running, policy, ...(patience !== undefined && { patience }) }),
      ),
    ),
  );
}
