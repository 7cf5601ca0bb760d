import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfiguration } from '@libs/platform';
import { tokenFor } from '@services/standalone';
import type { ServerRequest } from './http-server.js';

/** The standalone extranet in a process of its own, with an empty handler beside it. */
export interface ServerProcess {
  readonly address: string;
  token(userId: string): Promise<string>;
  ask(request: ServerRequest): Promise<unknown>;
  end(): Promise<void>;
}

export async function serverProcess(): Promise<ServerProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-http-'));
  const environment = { ...process.env, EXTRANET_DATA: directory };
  const child = fork(fileURLToPath(new URL('http-server.js', import.meta.url)), {
    execArgv: ['--expose-gc'],
    env: environment,
  });
  const address = String(await answerOf(child));
  return {
    address,
    token: (userId) => tokenFor(readConfiguration({ EXTRANET_DATA: directory }), userId),
    ask: (request) => {
      child.send(request);
      return answerOf(child);
    },
    end: async () => {
      child.send({ ask: 'end' } satisfies ServerRequest);
      await once(child, 'exit');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The child's next answer; fails when it ends instead. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the server ended with ${String(code)}`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [
      { readonly answered: unknown },
    ];
    return message.answered;
  } finally {
    waiting.abort();
    ended.catch(() => undefined);
  }
}
