import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readConfiguration } from '@libs/platform';
import { tokenFor } from '@services/standalone';
import type { Settings } from '../walk.js';

/** The machine on which all processes of an installation run: what it gives them, and its clock. */
export interface Machine {
  /** The environment of a process that starts now. */
  environment(): Settings;
  /** So many days go by. Who runs already sees nothing of them. */
  letPass(days: number): void;
  /** Runs a command of the standalone service to its end; answers what it wrote. */
  run(command: 'fill' | 'token', ...words: readonly string[]): Promise<string>;
  /** A token that is good by its clock. */
  token(userId: string): Promise<string>;
}

const DAY_MS = 86_400_000;
const CLOCK = new URL(join(import.meta.dirname, 'machine-clock.mjs'), 'file:').href;
const COMMANDS = join(import.meta.dirname, '../../../dist/services/standalone/src');

/** One whose processes have these settings, and whose clock is right until days go by. */
export function machineWith(settings: Settings): Machine {
  const configuration = readConfiguration(settings);
  let aheadMs = 0;
  const environment = (): Settings => ({
    ...settings,
    ...(aheadMs > 0 && {
      NODE_OPTIONS: `--import=${CLOCK}`,
      WALK_CLOCK_AHEAD_MS: String(aheadMs),
    }),
  });
  const run: Machine['run'] = async (command, ...words) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(COMMANDS, `${command}.js`), ...words],
      { env: { ...process.env, ...environment() } },
    );
    return stdout.trim();
  };
  return {
    ...{ environment, run },
    letPass: (days) => void (aheadMs += days * DAY_MS),
    // One made in this process would be too old on a machine that is ahead.
    token: (userId) => (aheadMs === 0 ? tokenFor(configuration, userId) : run('token', userId)),
  };
}
