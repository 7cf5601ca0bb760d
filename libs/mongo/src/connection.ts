import mongoose, { type Connection, type ConnectOptions } from 'mongoose';
import { faultFrom, type Unavailable } from './faults.js';

/** A database of a MongoDB server, standalone or a replica set. */
export interface MongoPlace {
  /** A connection string; credentials and TLS go in it. */
  readonly url: string;
  readonly database: string;
  /** Within so many milliseconds each call of the engine is answered, or has failed. */
  readonly deadlineMs?: number;
}

/** What a port makes of a connection. */
export interface MongoUse {
  /** How the server's logs name it. */
  readonly appName: string;
  readonly poolSizeMax: number;
  /** Where the place has none of its own. */
  readonly deadlineMs: number;
  /** The port's fault. */
  readonly Unavailable: Unavailable;
  /** What the fault says once it is closed. */
  readonly closedWords: string;
}

/** Calls of the engine: each is answered in time, and each fault of the engine is the port's. */
export interface Calls {
  <Answer>(work: (connection: Connection) => Promise<Answer>): Promise<Answer>;
}

export interface MongoConnection {
  readonly call: Calls;
  close(): Promise<void>;
}

/**
 * Connects when it is first needed, and anew after a failure to; once connected, the driver finds
 * a server that was away again by itself.
 */
export function connectionTo(place: MongoPlace, use: MongoUse): MongoConnection {
  const { url, database, deadlineMs = use.deadlineMs } = place;
  const { Unavailable, closedWords } = use;
  const options = { ...optionsFor(deadlineMs, use), dbName: database };
  const now: { connecting?: Promise<Connection> | undefined; isClosed: boolean } = {
    isClosed: false,
  };
  const connected = (): Promise<Connection> => {
    if (now.isClosed) throw new Unavailable(closedWords);
    now.connecting ??= connect(url, options).catch((error: unknown) => {
      now.connecting = undefined;
      throw error;
    });
    return now.connecting;
  };
  const late = () => new Unavailable(`MongoDB did not answer in ${deadlineMs} ms`);
  return {
    call: async (work) => {
      try {
        return await within(deadlineMs, late, async () => work(await connected()));
      } catch (error) {
        throw faultFrom(error, Unavailable);
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
 * back: nobody sees a position that a fail-over takes away again, and no key is lost that sealed
 * something.
 */
const optionsFor = (deadlineMs: number, use: MongoUse): ConnectOptions => ({
  writeConcern: { w: 'majority', journal: true },
  readConcernLevel: 'majority',
  readPreference: 'primary',
  promoteBuffers: true,
  serverSelectionTimeoutMS: deadlineMs / 2,
  connectTimeoutMS: deadlineMs / 2,
  socketTimeoutMS: deadlineMs,
  waitQueueTimeoutMS: deadlineMs / 2,
  maxPoolSize: use.poolSizeMax,
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  appName: use.appName,
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

/** A write that was not answered may have happened: those of both ports may be done again. */
async function within<Answer>(
  limitMs: number,
  late: () => Error,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const timer: { is?: NodeJS.Timeout } = {};
  const over = new Promise<never>((_resolve, reject) => {
    timer.is = setTimeout(() => reject(late()), limitMs);
  });
  try {
    return await Promise.race([work(), over]);
  } finally {
    clearTimeout(timer.is);
  }
}
