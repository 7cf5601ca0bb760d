import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What is measured, for Prometheus. No id of an order, a merchant or a
 * person is ever a label.
 */
export interface Metrics {
  commandTook(command: { type: string; outcome: string; seconds: number }): void;
  /** What became of a try to send a mail: sent, not taken, given up. */
  mailed(mail: { mails: string; outcome: string }): void;
  projected(batch: { view: string; position: string; events: number }): void;
  /** What the next page of metrics shows of positions; asked for when the page is made. */
  watch(source: MetricsSource): void;
  /** The page, in the format whose media type `contentType` names. */
  page(): Promise<string>;
  readonly contentType: string;
}

/** Where positions, lags and parked messages are read at the moment they are asked for. */
export interface MetricsSource {
  views(): Promise<readonly ViewLag[]>;
  groups(): Promise<readonly { readonly group: string; readonly parked: number }[]>;
}

export interface ViewLag {
  readonly view: string;
  readonly lagEvents: number;
  readonly lagSeconds: number;
}

export interface MetricsOptions {
  /** Memory, event loop and the like of the process; needs no second set of them in specs. */
  readonly withProcess?: boolean;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function prometheusMetrics({ withProcess = true }: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const sources: MetricsSource[] = [];
  if (withProcess) collectDefaultMetrics({ register: registry });

  const commandSeconds = new Histogram({
    name: 'extranet_command_duration_seconds',
    help: 'How long commands took, by type and outcome.',
    labelNames: ['type', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const mails = mailsIn(registers);
  const position = new Gauge({
    name: 'extranet_projection_position',
    help: 'The position of the last event folded into a view.',
    labelNames: ['view'],
    registers,
  });
  const processed = new Counter({
    name: 'extranet_projection_events_processed_total',
    help: 'Events folded into a view since the start.',
    labelNames: ['view'],
    registers,
  });
  const lagEvents = new Gauge({
    name: 'extranet_projection_lag_events',
    help: 'How many positions of the log a view has not seen yet.',
    labelNames: ['view'],
    registers,
  });
  const lagSeconds = new Gauge({
    name: 'extranet_projection_lag_seconds',
    help: 'For how long a view has not seen the end of the log.',
    labelNames: ['view'],
    registers,
  });
  const parked = new Gauge({
    name: 'extranet_deadletter_events',
    help: 'Messages of a group that wait for somebody to retry or skip them.',
    labelNames: ['group'],
    registers,
  });

  return {
    contentType: registry.contentType,
    commandTook: ({ type, outcome, seconds }) => commandSeconds.observe({ type, outcome }, seconds),
    mailed: (mail) => mails.inc(mail),
    projected: ({ view, position: reached, events }) => {
      position.set({ view }, Number(reached));
      processed.inc({ view }, events);
    },
    watch: (source) => void sources.push(source),
    page: async () => {
      for (const source of sources) {
        for (const { view, ...lag } of await source.views()) {
          lagEvents.set({ view }, lag.lagEvents);
          lagSeconds.set({ view }, lag.lagSeconds);
        }
        for (const each of await source.groups()) parked.set({ group: each.group }, each.parked);
      }
      return registry.metrics();
    },
  };
}

const mailsIn = (registers: Registry[]) =>
  new Counter({
    name: 'extranet_mails_total',
    help: 'Tries to send mails since the start: sent, not taken, given up after the last try.',
    labelNames: ['mails', 'outcome'],
    registers,
  });
