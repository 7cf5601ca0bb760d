import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The extranet as an operator runs it: a process of its own, from the built code. */
export interface ExtranetProcess {
  readonly address: string;
  /** kill -9: nothing is said, nothing is finished. */
  kill(): Promise<void>;
  /** As Ctrl-C; answers the exit code. */
  stop(): Promise<number | null>;
}

const MAIN = join(import.meta.dirname, '../../dist/services/standalone/src/main.js');
const START_MS_MAX = 60_000;

export async function startProcess(
  directory: string,
  ...words: readonly string[]
): Promise<ExtranetProcess> {
  if (!existsSync(MAIN)) throw new Error('npm run build comes first: npm test does it');
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { ...process.env, EXTRANET_DATA: directory, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const address = await addressOf(child);
  const ended = once(child, 'exit');
  return {
    address,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}

/** The address that the process says it listens on; fails with what it said instead. */
function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(`not ready in ${START_MS_MAX} ms`), START_MS_MAX);
    const fail = (why: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`${why}: ${said}`));
    };
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const [, address] = /listens on (http:\S+)/u.exec(said) ?? [];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}
