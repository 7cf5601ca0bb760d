import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './eventually.js';

/** SIGSTOP: the process holds all it has, and does nothing. Resolves once all of it stands still. */
export async function standStill(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await eventually(() => standsStill(pid));
}

/** Whether each of its threads has taken the signal; where the system does not tell, they have. */
function standsStill(pid: number): boolean {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return true;
  return readdirSync(tasks).every((id) =>
    /\) [Tt] /u.test(readFileSync(join(tasks, id, 'stat'), 'utf8')),
  );
}
