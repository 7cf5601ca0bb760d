import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const FOLDER = 'libs/event-store/src/sqlite/processes';
const LOADER = './libs/testing/src/run-typescript.mjs';

/** A process of ours that tells what it does, a JSON value a line. */
export interface Started {
  readonly process: ChildProcess;
  /** All that was told so far. */
  readonly told: readonly unknown[];
  /** Resolves when it has ended, with all that was told. */
  readonly ended: Promise<readonly unknown[]>;
}

export function startProcess(
  script: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Started {
  const child = spawn(
    process.execPath,
    ['--no-warnings', '--import', LOADER, `${FOLDER}/${script}.fixtures.ts`, ...parameters],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } },
  );
  const told: unknown[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    // What a killed process said last may be cut short.
    if (line.endsWith('}')) told.push(JSON.parse(line));
  });
  return { process: child, told, ended: once(child, 'close').then(() => told) };
}

/** A folder of the spec's own, removed at its end. */
export function folderOfSpec(): string {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Why the disk cannot be made to fail here; `undefined` where it can. */
export function whyNoFaults(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux preloads the failing calls';
  return spawnSync('cc', ['--version']).status === 0 ? undefined : 'there is no C compiler';
}

/** Compiles the failing disk; answers what a process needs in its environment to have it. */
export function failingDisk(folder: string, name: string): NodeJS.ProcessEnv {
  const library = join(folder, 'failing-disk.so');
  const source = `${FOLDER}/failing-disk.c`;
  const flags = ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'];
  const { status, stderr } = spawnSync('cc', flags);
  if (status !== 0) throw new Error(`cc failed: ${String(stderr)}`);
  return { LD_PRELOAD: library, DISK_FAULTS: join(folder, `${name} faults`) };
}
