import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@libs/testing';

import { freshDirectory, openBus } from './open-bus.fixtures.js';
import { BusTaken, own } from './ownership.js';

const SINCE = '2026-01-05T09:30:00.000Z';

/** Another process that takes the directory as `own` does, and keeps it until it ends. */
const HOLD = `
  import Database from 'better-sqlite3';
  import { writeFileSync } from 'node:fs';
  const [directory, since] = process.argv.slice(1);
  const lock = new Database(directory + '/bus.lock', { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(directory + '/bus.holder.json', JSON.stringify({ pid: process.pid, since }));
    writeFileSync(directory + '/ready', '');
    setInterval(() => lock.open, 1000);
  } catch (error) {
    process.exit(error.code === 'SQLITE_BUSY' ? 42 : 1);
  }
`;

describe('a data directory', () => {
  let directory: string;
  const children: ChildProcess[] = [];
  beforeEach(() => void (directory = freshDirectory()));
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  function otherProcess(): ChildProcess {
    const child = spawn(process.execPath, ['--input-type=module', '-e', HOLD, directory, SINCE]);
    children.push(child);
    return child;
  }

  it('has one owner, whom a second one is told', () => {
    const ownership = own(directory, SINCE);
    expect(() => own(directory, SINCE)).toThrow(BusTaken);
    expect(() => own(directory, SINCE)).toThrow(`by process ${process.pid} since ${SINCE}`);
    ownership.release();
    own(directory, SINCE).release();
  });

  it('is refused to other processes while it is owned', async () => {
    const ownership = own(directory, SINCE);
    const [code] = (await once(otherProcess(), 'exit')) as [number];
    expect(code).toBe(42);
    ownership.release();
  });

  it('belongs to a bus until it is closed', async () => {
    const { bus, directory: its, close } = await openBus();
    expect(() => own(its, SINCE)).toThrow(BusTaken);
    await bus.close();
    own(its, SINCE).release();
    await close();
  });

  it('is free again when its owner was killed', async () => {
    const holder = otherProcess();
    await eventually(() => existsSync(join(directory, 'ready')));
    expect(() => own(directory, SINCE)).toThrow(`by process ${holder.pid} since ${SINCE}`);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const ownership = own(directory, '2026-01-05T10:00:00.000Z');
    expect(() => own(directory, SINCE)).toThrow(`by process ${process.pid} since 2026-01-05T10`);
    ownership.release();
  });
});
