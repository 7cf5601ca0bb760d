import mongoose, { type Connection, type ConnectOptions } from 'mongoose';
import { KeyStoreUnavailable } from '../key-store.js';

/** A database of a MongoDB server, standalone or a replica set, for keys alone. */
export interface MongoKeyPlace {
  /** A connection string; credentials and TLS go in it. */
  readonly url: string;
  readonly database: string;
  /** Within so many milliseconds each call of the engine is answered, or has failed. */
  readonly deadlineMs?: number;
}

/** Calls of the engine: each is answered in time, and each fault is the port's. */
export interface Calls {
  <Answer>(work: (connection: Connection) => Promise<Answer>): Promise<Answer>;
}

const DEADLINE_MS = 10_000;

/** Connects when it is first needed, and anew after a failure to. */
export function connectionTo({ url, database, deadlineMs = DEADLINE_MS }: MongoKeyPlace): {
  readonly call: Calls;
  readonly close: () => Promise<void>;
} {
  const now: { connecting?: Promise<Connection> | undefined; isClosed: boolean } = {
    isClosed: false,
  };
  const connected = (): Promise<Connection> => {
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
      if (now.isClosed) throw new KeyStoreUnavailable('the key store is closed');
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
 * A key that sealed something must not be lost: what is answered lies in the journals of most
 * members, and what is read cannot be rolled back.
 */
const optionsFor = (deadlineMs: number): ConnectOptions => ({
  writeConcern: { w: 'majority', journal: true },
  readConcernLevel: 'majority',
  readPreference: 'primary',
  promoteBuffers: true,
  serverSelectionTimeoutMS: deadlineMs / 2,
  connectTimeoutMS: deadlineMs / 2,
  socketTimeoutMS: deadlineMs,
  waitQueueTimeoutMS: deadlineMs / 2,
  maxPoolSize: 10,
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  appName: 'merchant-extranet-keys',
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

/** A write that was not answered may have happened: done again, it answers what stays. */
async function within<Answer>(limitMs: number, work: () => Promise<Answer>): Promise<Answer> {
  const timer: { is?: NodeJS.Timeout } = {};
  const late = new Promise<never>((_resolve, reject) => {
    const fail = () => reject(new KeyStoreUnavailable(`MongoDB did not answer in ${limitMs} ms`));
    timer.is = setTimeout(fail, limitMs);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer.is);
  }
}

function faultFrom(error: unknown): KeyStoreUnavailable {
  if (error instanceof KeyStoreUnavailable) return error;
  const why = codesIn(error).some((code) => REFUSED.has(code))
    ? 'MongoDB refuses the credentials'
    : 'MongoDB does not answer';
  return new KeyStoreUnavailable(why, { cause: error });
}

/** What the server says when it knows the caller and lets it do nothing, or does not know it. */
const REFUSED: ReadonlySet<unknown> = new Set([13, 18, 8000]);

/** A refused sign-in hides in the reason why no server could be chosen. */
function codesIn(error: unknown): readonly unknown[] {
  const { code, reason } = error as { code?: unknown; reason?: { servers?: unknown } };
  const { servers } = reason ?? {};
  if (!(servers instanceof Map)) return [code];
  return [...servers.values()].map(({ error: met }: { error?: { code?: unknown } }) => met?.code);
}
