import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, PATIENCE_MS, standStill } from '@libs/testing';
import type { Settings } from '../walk.js';

/** What runs: each has a `main.ts` of its own. */
export type Kind = 'gateway' | 'orders' | 'refunds' | 'shipping' | 'merchants' | 'simulators';

/** One process of a service, as an operator runs it: from the built code. */
export interface ServiceProcess {
  readonly kind: Kind;
  readonly name: string;
  readonly address: string;
  /** Starts it (again) and resolves when `/readyz` says so; answers the milliseconds. */
  start(): Promise<number>;
  /** SIGTERM: it finishes what it has in hand; answers the exit code. */
  stop(): Promise<number | null>;
  /** kill -9. */
  kill(): Promise<void>;
  /** As `standStill` of a running one. */
  freeze(): Promise<void>;
  thaw(): void;
  /** All that it has said. */
  said(): string;
}

const DIST = join(import.meta.dirname, '../../../dist/services');

export async function serviceProcess(
  kind: Kind,
  number: number,
  place: { readonly directory: string; readonly environment: () => Settings },
): Promise<ServiceProcess> {
  const main = join(DIST, kind, 'src/main.js');
  if (!existsSync(main)) throw new Error('npm run build comes first: npm test does it');
  const name = `${kind}-${number}`;
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const log = join(place.directory, `${name}.log`);
  const now: { child?: ReturnType<typeof run>; ended?: Promise<unknown> } = {};
  const said = () => (existsSync(log) ? readFileSync(log, 'utf8') : '');
  const signal = (word: NodeJS.Signals) => now.child?.kill(word);
  return {
    ...{ kind, name, address, said },
    start: async () => {
      const startedAt = performance.now();
      now.child = run(main, log, { ...place.environment(), PORT: String(port) });
      now.ended = once(now.child, 'exit');
      while (!(await isReady(address))) {
        const isOver = now.child.exitCode !== null;
        if (isOver || performance.now() - startedAt > PATIENCE_MS)
          throw new Error(`${name} is not ready: ${said().slice(-3000)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return performance.now() - startedAt;
    },
    stop: async () => {
      if (now.child === undefined || now.child.exitCode !== null) return null;
      signal('SIGTERM');
      signal('SIGCONT'); // A frozen one hears no SIGTERM.
      await now.ended;
      return now.child.exitCode;
    },
    kill: async () => {
      signal('SIGKILL');
      await now.ended;
    },
    freeze: async () => {
      if (now.child?.pid !== undefined) await standStill(now.child.pid);
    },
    thaw: () => void signal('SIGCONT'),
  };
}

function run(main: string, log: string, settings: Settings) {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(lines, { end: false });
  child.stderr.pipe(lines, { end: false });
  child.once('exit', () => lines.end());
  return child;
}

async function isReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/readyz`)).status === 200;
  } catch {
    return false;
  }
}
