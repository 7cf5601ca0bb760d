import { commandHandler, MalformedCommand, type EventStore } from '@libs/event-store';
import { CommandEnvelope, messagesIn, type CommandAnswer } from '@libs/kernel';
import { v7 } from 'uuid';
import type { Clock } from './clock.js';
import type { Dispatch } from './dispatch.js';
import type { Metrics } from './metrics.js';
import type { AnyAggregate, ServiceDefinition } from './service.js';

export interface Dispatching {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly metrics?: Pick<Metrics, 'commandTook'>;
  /** What answers commands that no aggregate takes, by their type. */
  readonly besides?: ReadonlyMap<string, Dispatch>;
  /** Names each event; absent: by moment and chance, so that no two are alike. */
  readonly newEventId?: () => string;
}

/** The one door to a service's streams, for its requests and for its policies. */
export function dispatcher(
  { decides }: Pick<ServiceDefinition, 'decides'>,
  { store, clock, metrics, besides, newEventId = () => v7() }: Dispatching,
): Dispatch {
  const handlers = handlersOf(decides, (aggregate) =>
    commandHandler({ store, aggregate, newEventId, now: () => clock.now() }),
  );
  return async (given) => {
    const envelope = parsed(given);
    const { type } = envelope.command;
    const handle = handlers.get(type) ?? besides?.get(type);
    if (handle === undefined) throw unknownType(type);
    return timed(type, () => handle(envelope), metrics);
  };
}

function handlersOf(
  decides: readonly AnyAggregate[],
  handlerFor: (aggregate: AnyAggregate) => Dispatch,
): ReadonlyMap<string, Dispatch> {
  const handlers = new Map<string, Dispatch>();
  for (const aggregate of decides) {
    const handler = handlerFor(aggregate);
    for (const { type } of messagesIn(aggregate.command)) {
      if (handlers.has(type)) throw new Error(`${type} is a command of two aggregates`);
      handlers.set(type, handler);
    }
  }
  return handlers;
}

function parsed(given: CommandEnvelope): CommandEnvelope {
  const envelope = CommandEnvelope.safeParse(given);
  if (!envelope.success) throw new MalformedCommand('an envelope', envelope.error.issues);
  return envelope.data;
}

const unknownType = (type: string): MalformedCommand =>
  new MalformedCommand(type, [
    { code: 'custom', input: undefined, path: ['type'], message: 'is no command of this service' },
  ]);

async function timed(
  type: string,
  handle: () => Promise<CommandAnswer>,
  metrics: Pick<Metrics, 'commandTook'> | undefined,
): Promise<CommandAnswer> {
  const began = performance.now();
  const took = (outcome: string) =>
    metrics?.commandTook({ type, outcome, seconds: (performance.now() - began) / 1000 });
  try {
    const answer = await handle();
    took(outcomeOf(answer));
    return answer;
  } catch (error) {
    took(error instanceof MalformedCommand ? 'malformed' : 'failed');
    throw error;
  }
}

const outcomeOf = (answer: CommandAnswer): string =>
  answer.outcome === 'accepted' && answer.repeated ? 'repeated' : answer.outcome;
