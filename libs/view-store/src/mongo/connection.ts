import mongoose, { type Connection, type ConnectOptions } from 'mongoose';
import { ViewStoreUnavailable } from '../view-store.js';
import { faultFrom } from './faults.js';

/** A database of a MongoDB server, standalone or a replica set. */
export interface MongoPlace {
  /** A connection string; credentials and TLS go in it. */
  readonly url: string;
  readonly database: string;
  /** Within so many milliseconds each call of the engine is answered, or has failed. */
  readonly deadlineMs?: number;
  /**
   * After so many milliseconds the collections go that nobody is led to any more; longer than
   * the deadline, so that whoever was led there before may finish.
   */
  readonly dropAfterMs?: number;
}

/** Calls of the engine: each is answered in time, and each fault is the port's. */
export interface Calls {
  <Answer>(work: (connection: Connection) => Promise<Answer>): Promise<Answer>;
}

const DEADLINE_MS = 15_000;

/**
 * Connects when it is first needed, and anew after a failure to; once connected, the driver finds
 * a server that was away again by itself.
 */
export function connectionTo({ url, database, deadlineMs = DEADLINE_MS }: MongoPlace): {
  readonly call: Calls;
  readonly close: () => Promise<void>;
} {
  const now: { connecting?: Promise<Connection> | undefined; isClosed: boolean } = {
    isClosed: false,
  };
  const connected = (): Promise<Connection> => {
    if (now.isClosed) throw new ViewStoreUnavailable('the view store is closed');
    now.connecting ??= connect(url, { ...optionsFor(deadlineMs), dbName: database }).catch(
      (error: unknown) => {
        now.connecting = undefined;
        throw error;
      },
    );
    return now.connecting;
  };
  return {
    call: async (work) => {
      try {
        return await within(deadlineMs, async () => work(await connected()));
      } catch (error) {
        throw faultFrom(error);
      }
    },
    close: async () => {
      now.isClosed = true;
      await (await now.connecting?.catch(() => undefined))?.close();
    },
  };
}

/**
 * What is answered was written to the journals of most members, and what is read cannot be rolled
 * back: nobody sees a position that a fail-over takes away again.
 */
const optionsFor = (deadlineMs: number): ConnectOptions => ({
  writeConcern: { w: 'majority', journal: true },
  readConcernLevel: 'majority',
  readPreference: 'primary',
  serverSelectionTimeoutMS: deadlineMs / 2,
  connectTimeoutMS: deadlineMs / 2,
  socketTimeoutMS: deadlineMs,
  waitQueueTimeoutMS: deadlineMs / 2,
  maxPoolSize: 20,
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  appName: 'merchant-extranet',
});

async function connect(url: string, options: ConnectOptions): Promise<Connection> {
  const connection = mongoose.createConnection(url, options);
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.close(true).catch(() => undefined); // What failed to open may fail to close.
    throw error;
  }
}

/** A write that was not answered may have happened: the guards let it be done again. */
async function within<Answer>(limitMs: number, work: () => Promise<Answer>): Promise<Answer> {
  const timer: { is?: NodeJS.Timeout } = {};
  const late = new Promise<never>((_resolve, reject) => {
    const fail = () => reject(new ViewStoreUnavailable(`MongoDB did not answer in ${limitMs} ms`));
    timer.is = setTimeout(fail, limitMs);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer.is);
  }
}
