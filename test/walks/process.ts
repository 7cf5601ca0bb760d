import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PATIENCE_MS } from '@libs/testing';

/** The extranet as an operator runs it: a process of its own, from the built code. */
export interface ExtranetProcess {
  readonly address: string;
  /** kill -9: nothing is said, nothing is finished. */
  kill(): Promise<void>;
  /** As Ctrl-C; answers the exit code. */
  stop(): Promise<number | null>;
  /** All it has written so far, to both of its outputs. */
  said(): string;
}

export interface ProcessOptions {
  readonly words: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
}

const MAIN = join(import.meta.dirname, '../../dist/services/standalone/src/main.js');

export async function startProcess(
  directory: string,
  { words, settings }: ProcessOptions,
): Promise<ExtranetProcess> {
  if (!existsSync(MAIN)) throw new Error('npm run build comes first: npm test does it');
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { ...process.env, EXTRANET_DATA: directory, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Said = { text: '' };
  const address = await addressOf(child, said);
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
    said: () => said.text,
  };
}

interface Said {
  text: string;
}

/** The address that the process says it listens on; fails with what it said instead. */
function addressOf(child: ChildProcess, said: Said): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(`not ready in ${PATIENCE_MS} ms`), PATIENCE_MS);
    const fail = (why: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`${why}: ${said.text}`));
    };
    const hear = (chunk: Buffer) => {
      said.text += chunk.toString();
      const [, address] = /listens on (http:\S+)/u.exec(said.text) ?? [];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}
