/** The servers that contract suites and walks of the cluster profile ask for. */
export type EngineName = 'mongodb' | 'kafka' | 'eventstoredb';

/** A server that specs may talk to, and how it came here. */
export interface Engine {
  readonly name: EngineName;
  readonly source: 'environment' | 'container' | 'installed' | 'fetched';
  /** What answers there, with its version: `mongo-java-server 1.47.0`. */
  readonly product: string;
  /** As the engine's setting wants it: a connection string, or brokers with commas between. */
  readonly url: string;
  stop(): Promise<void>;
  /** The process, where it is ours: for specs that end it, freeze it and start it again. */
  readonly process?: EngineProcess;
}

/** A server that a spec may do harm to. */
export interface EngineProcess {
  /** kill -9. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same data, and waits until it answers. */
  start(): Promise<void>;
  /** SIGSTOP: connections stay, nothing is answered. Resolves once all of it stands still. */
  freeze(): Promise<void>;
  thaw(): void;
}

/** An engine that could not be had, with the reason of each way that was tried. */
export interface SkippedEngine {
  readonly name: EngineName;
  readonly skipped: string;
}

/** One way to come by a server; `missing` says in a few words why it is not to be had so. */
export interface Way {
  readonly source: Engine['source'];
  readonly find: () => Promise<Found | Missing>;
}

export type Found = Omit<Engine, 'name' | 'source'>;
export interface Missing {
  readonly missing: string;
}

/** The first that is there, in the order of the ways. */
export async function findEngine(
  name: EngineName,
  ways: readonly Way[],
): Promise<Engine | SkippedEngine> {
  const reasons: string[] = [];
  for (const { source, find } of ways) {
    const found = await find().catch(missingBecause);
    if (!('missing' in found)) return { ...found, name, source };
    reasons.push(found.missing);
  }
  return { name, skipped: reasons.join('; ') };
}

/** A server that somebody else runs: it is taken at its word, and never stopped. */
export const fromEnvironment = (variable: string): Way => ({
  source: 'environment',
  find: () => {
    const url = process.env[variable];
    if (url === undefined || url === '')
      return Promise.resolve({ missing: `${variable} is not set` });
    return Promise.resolve({ url, product: `the server of ${variable}`, stop: nothing });
  },
});

/** A server that is downloaded: only where the run asks for it with `ENGINES=fetch`. */
export const fetched = (find: Way['find']): Way => ({
  source: 'fetched',
  find: async () => (mayFetch() ? find() : { missing: 'ENGINES=fetch is not set' }),
});

/** Whether this run may download servers and images. */
export const mayFetch = (): boolean => process.env['ENGINES'] === 'fetch';

const nothing = (): Promise<void> => Promise.resolve();

const missingBecause = (error: unknown): Missing => ({
  missing: error instanceof Error ? error.message : String(error),
});
