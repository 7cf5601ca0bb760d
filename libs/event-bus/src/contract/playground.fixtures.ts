import { EMPTY, type EventStore, type NewEvent } from '@libs/event-store';
import { idFrom } from '@libs/kernel';
import { PATIENCE_MS } from '@libs/testing';
import type {
  EventBus,
  Message,
  OutgoingMessage,
  ParkedMessage,
  Subscription,
} from '../event-bus.js';
import { NEWS } from './topics.fixtures.js';

export { ATTEMPTS_MAX, NEWS, NEWS_TOPICS, OUTSIDE, OUTSIDE_TOPICS } from './topics.fixtures.js';

/** A bus with short waits and `ATTEMPTS_MAX` attempts, and what it stands on. */
export interface BusUnderTest {
  readonly bus: EventBus;
  /** Its `order` streams are the news of `orders.events`; other categories are not. */
  readonly store: EventStore;
  /** Closes the bus and opens another one on what is kept. */
  readonly reopen: () => Promise<BusUnderTest>;
  readonly close: () => Promise<void>;
}

export const GROUP = 'spec.group';

/** Promises that an adapter may have reason not to keep, each named with the reason. */
export interface Skips {
  readonly duplicates?: string;
}

/** What the sentences of the contract are played on: a new bus for each. */
export interface Playground {
  bus(): EventBus;
  store(): EventStore;
  reopen(): Promise<void>;
  close(): Promise<void>;
  /** Subscribes, and collects what was handled. */
  listen(over?: Partial<Subscription>): Promise<{ readonly got: readonly Message[] }>;
  settled(): Promise<void>;
  record(stream: string, n: number, type?: string): Promise<void>;
  /** A sentence that an adapter may skip. */
  promise(key: keyof Skips, title: string, test: () => Promise<void>): void;
}

export function opened(name: string, open: () => Promise<BusUnderTest>, skips: Skips): Playground {
  let under: BusUnderTest;
  let isClosed: boolean;
  beforeEach(async () => {
    isClosed = false;
    under = await open();
  });
  const close = async () => {
    if (!isClosed) await under.close();
    isClosed = true;
  };
  afterEach(close);

  return {
    bus: () => under.bus,
    store: () => under.store,
    reopen: async () => void (under = await under.reopen()),
    close,
    listen: async ({ handler = async () => undefined, ...over } = {}) => {
      const got: Message[] = [];
      const collecting = async (message: Message) => {
        await handler(message);
        got.push(message);
      };
      const asked = { group: GROUP, topic: NEWS, from: 'beginning', ...over } as const;
      await under.bus.subscribe({ ...asked, handler: collecting });
      return { got };
    },
    settled: () => under.bus.settled({ timeoutMs: PATIENCE_MS }),
    record: async (stream, n, type) => {
      const expected = (await under.store.read(stream)).at(-1)?.revision ?? EMPTY;
      await under.store.append(stream, expected, [fact(stream, n, type)]);
    },
    promise: (key, title, test) => {
      const reason = skips[key];
      if (reason === undefined) it(title, test);
      else it.skip(`${title} (not in ${name}: ${reason})`, test);
    },
  };
}

export const idOf = (stream: string, n: number): string => idFrom('fact', stream, String(n));

export function fact(stream: string, n: number, type = 'Fact'): NewEvent {
  return {
    id: idOf(stream, n),
    type,
    data: { n },
    metadata: {
      actor: { kind: 'user', id: 'liisa' },
      commandId: '00000000-0000-4000-8000-0000000000c1',
      fingerprint: 'fingerprint',
      correlationId: 'correlation',
      causationId: 'causation',
      occurredAt: '2026-01-05T09:30:00Z',
      recordedAt: '2026-01-05T09:30:00Z',
    },
  };
}

export function outgoing(n: number): OutgoingMessage {
  return { ...told(n), time: '2026-01-05T09:30:00Z' };
}

/** What a handler is told of it, but for the topic. */
export const told = (n: number): Omit<Message, 'topic'> => ({
  id: `transfer-${n}`,
  key: 'account',
  type: 'Fact',
  data: { n },
});

export const numberOf = ({ data }: Message): number => Number((data as { readonly n?: number }).n);
export const numbers = (messages: readonly Message[]): readonly number[] => messages.map(numberOf);

export const summary = ({ message, attempts, isWaiting }: ParkedMessage) => ({
  n: numberOf(message),
  attempts,
  isWaiting,
});

/** A handler that fails on some numbers, for as long as they are in the set. */
export function failsOn(...given: readonly (number | ReadonlySet<number>)[]) {
  return async (message: Message): Promise<void> => {
    const n = numberOf(message);
    if (given.some((each) => (typeof each === 'number' ? each === n : each.has(n))))
      throw new Error(`cannot handle ${n}`);
  };
}

/** A handler that waits until it is let through, or told to fail. */
export function gates() {
  const begun: number[] = [];
  let [open, fail] = [() => {}, () => {}];
  const gate = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = () => reject(new Error('the gate stays shut'));
  });
  gate.catch(() => undefined);
  const handler = async (message: Message): Promise<void> => {
    begun.push(numberOf(message));
    await gate;
  };
  return { begun, handler, open: () => open(), fail: () => fail() };
}

/** Lets others have some turns. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
