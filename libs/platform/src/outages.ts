import { outage, type Outage } from '@libs/event-bus';
import { errorFields, type Logger } from './logging.js';

/**
 * Engines that are away, slow or full, or refuse us: each is told once for the process, however
 * many wait for it and however often they try, and once when all have been at work for a while.
 */
export interface Outages {
  /** Somebody waits, and tries again. */
  waits(who: string, error: unknown): void;
  /** It is at work again, or waits no more. */
  goesOn(who: string): void;
  close(): void;
}

export function outagesOf(logger: Logger, calmMs?: number): Outages {
  const outages = new Map<string, Outage>();
  return {
    waits: (who, error) => {
      const engine = engineAway(error);
      const what = engine ?? who;
      const known = outages.get(what) ?? outage(hooksFor(logger, engine, who), calmMs);
      outages.set(what, known);
      known.hinder(who, error);
    },
    goesOn: (who) => outages.forEach((each) => each.goesOn(who)),
    close: () => outages.forEach((each) => each.close()),
  };
}

/** Where no engine is to blame, whoever waits is told by itself. */
const hooksFor = (logger: Logger, engine: string | undefined, who: string) =>
  engine === undefined
    ? {
        onAway: ({ error }: { readonly error: unknown }) =>
          logger.warn('waits', { who, ...errorFields(error) }),
        onBack: () => logger.info('goes on', { who }),
      }
    : {
        onAway: ({ name, error }: { readonly name: string; readonly error: unknown }) =>
          logger.error('engine is away', { engine, who: name, ...errorFields(error) }),
        onBack: () => logger.info('engine is back', { engine }),
      };

/** Faults that pass when an engine comes back, by the ports' names for them. */
const ENGINES: Readonly<Record<string, string>> = {
  EventStoreUnavailable: 'event store',
  PositionBeyondEnd: 'event store',
  EventBusUnavailable: 'event bus',
  KeyStoreUnavailable: 'key store',
  ViewStoreUnavailable: 'view store',
  RequestsUnavailable: 'requests',
  SignInUnavailable: 'sign-in',
};

/** The engine whose fault it is; `undefined` where it is nobody's that may come back. */
export const engineAway = (error: unknown): string | undefined =>
  error instanceof Error ? ENGINES[error.name] : undefined;
