import {
  ask,
  askAfterRefusal,
  fold,
  INSTITUTION,
  messagesIn,
  type AnyMessage,
  type News,
  type Policy,
  type Recorded,
} from '@libs/kernel';
import type { AnyAggregate } from '@libs/platform';
import { recorded } from '@libs/testing';
import { refundsService } from '../refunds.module.js';

/**
 * The service's streams and policies in a world without engines: news reach each policy in any
 * order but that of their stream, and now and then twice. A choice is a number, so that a
 * property can play every order there is.
 */
export interface ProtocolWorld {
  readonly streams: ReadonlyMap<string, readonly Recorded[]>;
  /** What the outside has told so far: type and key. */
  readonly told: readonly string[];
  /** What no policy had an answer to. */
  readonly parked: readonly string[];
  /** Sends a command as handle-command would take it; answers the refusal's code, if any. */
  send(command: AnyMessage, tenant: string): string | undefined;
  /** The outside tells something, on a topic of its own. */
  tell(topic: string, key: string, message: AnyMessage): void;
  /** Handles one message of some lane; answers whether there was one. */
  step(choice: number): boolean;
  /** Handles all that is there, and all that follows from it. */
  settle(): void;
}

/** A message on its way to a policy; messages of one lane keep their order. */
interface Delivery {
  readonly policy: Policy<AnyMessage, AnyMessage>;
  readonly news: News<AnyMessage>;
  readonly tenant: string;
  readonly attempts: number;
}

/** How often a stream that is not there is waited for before it counts as unknown. */
const PATIENCE_MAX = 3;
/** One message in so many comes twice, as after a crash before the progress was saved. */
const REPEATED = 7;

export function protocolWorld(
  onRecorded: (event: Recorded, world: ProtocolWorld) => void,
): ProtocolWorld {
  const streams = new Map<string, readonly Recorded[]>();
  const lanes = new Map<string, readonly Delivery[]>();
  const parked: string[] = [];
  const told: string[] = [];
  const ids = { count: 0 };
  const nextId = () => `news-${(ids.count += 1)}`;

  const world: ProtocolWorld = {
    streams,
    told,
    parked,
    send: (command, tenant) => {
      const { stream, aggregate } = addressee(command);
      const history = streams.get(stream) ?? [];
      if (!mayTouch(history, aggregate.begins.includes(command.type), tenant)) return 'unknown';
      const decision = aggregate.decider.decide(command, fold(aggregate.decider, history));
      if (decision.outcome === 'rejected') return decision.rejection.code;
      decision.events.forEach((event: AnyMessage) => record(stream, event));
      return undefined;
    },
    tell: (topic, key, message) => {
      told.push(`${message.type} ${key}`);
      deliver({ topic, key, tenant: INSTITUTION }, { ...message, id: nextId() });
    },
    step: (choice) => {
      const busy = [...lanes];
      const [name = '', [first] = []] = busy[choice % Math.max(busy.length, 1)] ?? [];
      if (first === undefined) return false;
      const isDone = sendAll(first, ask(first.policy, first.news));
      const isOver = isDone && (choice % REPEATED !== 0 || first.attempts >= PATIENCE_MAX);
      const [, ...rest] = lanes.get(name) ?? [];
      const left = isOver ? rest : [{ ...first, attempts: first.attempts + 1 }, ...rest];
      if (left.length > 0) lanes.set(name, left);
      else lanes.delete(name);
      return true;
    },
    settle: () => {
      while (world.step(1));
    },
  };

  function record(stream: string, event: AnyMessage): void {
    const history = streams.get(stream) ?? [];
    const stored = recorded(event, { id: nextId(), stream, revision: history.length });
    streams.set(stream, [...history, stored]);
    deliver({ topic: 'refunds.events', key: stream, tenant: ownerOf(stored) }, stored);
    onRecorded(stored, world);
  }

  function deliver(
    { topic, key, tenant }: { topic: string; key: string; tenant: string },
    news: News<AnyMessage>,
  ): void {
    for (const policy of refundsService.follows) {
      if (policy.topic !== topic || !(news.type in policy.on)) continue;
      const lane = `${policy.name} ${key}`;
      const delivery = { policy, news, tenant: policy.actsFor ?? tenant, attempts: 0 };
      lanes.set(lane, [...(lanes.get(lane) ?? []), delivery]);
    }
  }

  /** Answers false when a stream is not there yet, and the message is to come again. */
  function sendAll(delivery: Delivery, commands: readonly AnyMessage[]): boolean {
    const { policy, news, tenant, attempts } = delivery;
    for (const command of commands) {
      const code = world.send(command, tenant);
      if (code === undefined) continue;
      if (code === 'unknown' && attempts < PATIENCE_MAX) return false;
      const further = askAfterRefusal(policy, news, { code }, command);
      if (further === undefined) parked.push(`${policy.name}: ${command.type} ${code}`);
      else if (!sendAll(delivery, further)) return false;
    }
    return true;
  }

  return world;
}

const AGGREGATES: ReadonlyMap<string, AnyAggregate> = new Map(
  refundsService.decides.flatMap((aggregate) =>
    messagesIn(aggregate.command).map(({ type }): [string, AnyAggregate] => [type, aggregate]),
  ),
);

function addressee(command: AnyMessage): { stream: string; aggregate: AnyAggregate } {
  const aggregate = AGGREGATES.get(command.type);
  if (aggregate === undefined) throw new Error(`${command.type} is no command of the service`);
  return { stream: `${aggregate.category}-${aggregate.streamId(command)}`, aggregate };
}

function mayTouch([first]: readonly Recorded[], begins: boolean, tenant: string): boolean {
  return first === undefined ? begins : tenant === INSTITUTION || tenant === ownerOf(first);
}

const ownerOf = ({ data }: AnyMessage): string => (data as { merchantId: string }).merchantId;
