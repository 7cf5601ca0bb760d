import type { Admin, Consumer, Producer } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventBusUnavailable } from '../event-bus.js';
import { listenersOf } from './listeners.js';

/** A broker that leaves a request unanswered for so long stands still; joining a group may take longer. */
export const ANSWER_MS_MAX = 10_000;
/**
 * On a connection that it is closing, or that its broker closed, the driver may forget a request
 * and its limit, and wait for ever. Nothing of ours takes so long.
 */
const FORGOTTEN_MS_MAX = 3 * ANSWER_MS_MAX;

type Client = Admin | Consumer | Producer;

/** Whoever waits for answers of one client. */
interface Ear {
  readonly heard: () => void;
  readonly unanswered: (error: EventBusUnavailable) => void;
}

const earsOf = listenersOf<Client, Ear>((client, ears) => {
  // The driver's types differ by client in the events' names only.
  const { on, events } = client as Admin;
  on(events.REQUEST, () => ears.forEach(({ heard }) => heard()));
  on(events.REQUEST_TIMEOUT, ({ payload: { apiName, broker } }) => {
    const error = new EventBusUnavailable(`Kafka: ${broker} leaves ${apiName} without an answer`);
    ears.forEach(({ unanswered }) => unanswered(error));
  });
});

/**
 * Tells of the first request that a broker leaves without an answer, where the driver itself would
 * go on asking for minutes, and when nothing was answered for long.
 */
export function onSilence(client: Client, tell: (error: EventBusUnavailable) => void): () => void {
  const nothing = () => tell(new EventBusUnavailable('Kafka: nothing was answered'));
  const forgotten = setTimeout(nothing, FORGOTTEN_MS_MAX).unref();
  const ear: Ear = { heard: () => void forgotten.refresh(), unanswered: tell };
  const ears = earsOf(client).add(ear);
  return () => {
    clearTimeout(forgotten);
    ears.delete(ear);
  };
}

/** The answer, unless a broker stands still; what is under way then leaves no connection open. */
export async function answered<Answer>(client: Client, work: Promise<Answer>): Promise<Answer> {
  let forget = (): void => undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    forget = onSilence(client, (error) => {
      const leaveIt = () => leave(client);
      void work.then(leaveIt, leaveIt);
      reject(error);
    });
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    forget();
  }
}

/** Closes a client, which the driver does when all it asked was answered: not for ever. */
export async function leave(client: Client): Promise<void> {
  const given = new AbortController();
  const late = sleep(ANSWER_MS_MAX, undefined, { ref: false, signal: given.signal });
  const left = client.disconnect().finally(() => given.abort());
  await Promise.race([left, late]).catch(() => undefined);
}
