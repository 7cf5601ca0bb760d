import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { standStill } from '../stand-still.js';
import type { EngineProcess, Found } from './engine.js';

/** How a server is started on a port, with its data in a directory that is removed at the end. */
export interface ServerPlan {
  readonly name: string;
  readonly command: string;
  readonly words: (place: Place) => readonly string[];
  /** Whether it answers; asked again and again until it does. */
  readonly answers: (place: Place) => Promise<boolean>;
  /** Milliseconds within which it must answer. */
  readonly startMsMax?: number;
}

export interface Place {
  /** A free port of the loopback interface. */
  readonly port: number;
  readonly directory: string;
}

/** Starts a server that ends with this process, however this process ends. */
export async function startServer(
  plan: ServerPlan,
): Promise<Pick<Found, 'stop'> & { readonly place: Place; readonly process: EngineProcess }> {
  const directory = mkdtempSync(join(tmpdir(), `${plan.name}-`));
  const place: Place = { port: await freePort(), directory };
  const now = { running: await started(plan, place) };
  return {
    place,
    stop: async () => {
      await ended(now.running, 'SIGTERM');
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    },
    process: {
      kill: () => ended(now.running, 'SIGKILL'),
      start: async () => {
        now.running = await started(plan, place);
      },
      freeze: () => standStill(now.running.pid),
      thaw: () => void process.kill(now.running.pid, 'SIGCONT'),
    },
  };
}

/** A port that nobody listens on now; the system does not give it out again soon. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether somebody takes connections on the port. */
export async function listens(port: number): Promise<boolean> {
  const { connect } = await import('node:net');
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

interface Running {
  readonly leash: ChildProcess;
  readonly pid: number;
}

/**
 * Holds the server on a leash: when the end of the pipe that we hold goes away, by whatever
 * death of ours, the shell kills the server.
 */
const LEASH = `
exec 3<&0
"$@" 3<&- </dev/null >>"$SERVER_LOG" 2>&1 &
server=$!
echo "$server"
{ cat <&3; kill -KILL "$server"; } >/dev/null 2>&1 &
exec 3<&-
wait "$server"`;

const START_MS_MAX = 60_000;
const STOP_MS_MAX = 20_000;
const LOOK_MS = 50;

async function started(plan: ServerPlan, place: Place): Promise<Running> {
  const log = join(place.directory, 'server.log');
  const leash = spawn('/bin/sh', ['-c', LEASH, plan.name, plan.command, ...plan.words(place)], {
    env: { ...process.env, SERVER_LOG: log },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  leash.once('exit', () => leash.stdin.end());
  const [first] = (await once(leash.stdout, 'data')) as [Buffer];
  const running: Running = { leash, pid: Number(first.toString().trim()) };
  const until = Date.now() + (plan.startMsMax ?? START_MS_MAX);
  while (!(await plan.answers(place))) {
    const isOver = leash.exitCode !== null || Date.now() > until;
    if (isOver) {
      await ended(running, 'SIGKILL');
      throw new Error(`${plan.name} did not start: ${lastWords(log)}`);
    }
    await pause(LOOK_MS);
  }
  return running;
}

async function ended({ leash, pid }: Running, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (leash.exitCode !== null) return;
  const exit = once(leash, 'exit');
  process.kill(pid, signal);
  process.kill(pid, 'SIGCONT'); // A frozen one hears no SIGTERM.
  const timer = setTimeout(() => process.kill(pid, 'SIGKILL'), STOP_MS_MAX);
  await exit;
  clearTimeout(timer);
}

const lastWords = (log: string): string => readFileSync(log, 'utf8').trim().slice(-500);
