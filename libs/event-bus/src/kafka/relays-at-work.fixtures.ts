import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY } from '@libs/event-store';
import { sqliteEventStore } from '@libs/event-store/sqlite';
import type { Position } from '@libs/kernel';
import { eventually } from '@libs/testing';
import { fact, NEWS } from '../contract/playground.fixtures.js';
import { kafkaClient } from './connection.js';
import { busIn } from './open-bus.fixtures.js';

/** A log on files, and processes that carry its news to a topic of its own. */
export interface RelaysAtWork {
  /** Another process that carries, or stands by. */
  start(): ChildProcess;
  /** One event a stream, so that all partitions are told to. */
  record(from: number, to: number): Promise<Position>;
  head(): Promise<Position>;
  /** Resolves when all up to the position is told. */
  told(position: Position): Promise<void>;
  /** The sequences of a topic as every reader of what is committed sees them. */
  sequences(count: number): Promise<readonly string[]>;
  end(): Promise<void>;
}

const LOADER = './libs/testing/src/run-typescript.mjs';
const SCRIPT = 'libs/event-bus/src/kafka/relay-process.fixtures.ts';

export async function relaysAtWork(url: string): Promise<RelaysAtWork> {
  const children: ChildProcess[] = [];
  const prefix = `spec-${randomUUID()}.`;
  const folder = mkdtempSync(join(tmpdir(), 'relay-'));
  const file = join(folder, 'events.db');
  const store = await sqliteEventStore({ file });
  const bus = busIn(url, prefix, store);
  return {
    start: () => {
      const words = ['--no-warnings', '--import', LOADER, SCRIPT, url, prefix, file];
      const child = spawn(process.execPath, words, { stdio: 'inherit' });
      children.push(child);
      return child;
    },
    record: async (from, to) => {
      let position: Position = '';
      for (let n = from; n <= to; n += 1)
        ({ position } = await store.append(`order-${n}`, EMPTY, [fact(`order-${n}`, n)]));
      return position;
    },
    head: () => store.head(),
    told: (position) =>
      eventually(async () => ((await bus.relays.positionOf(NEWS)) ?? '') >= position),
    sequences: (count) => sequencesOn(url, prefix, count),
    end: async () => {
      for (const child of children) child.kill('SIGKILL');
      await bus.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function sequencesOn(url: string, prefix: string, count: number): Promise<readonly string[]> {
  const kafka = kafkaClient({ brokers: url.split(','), clientId: 'outside', prefix: '' });
  const consumer = kafka.consumer({ groupId: `${prefix}outside` });
  // By offset: what the reader itself is given twice, as after a rebalance, lies there once.
  const sequences = new Map<number, string>();
  await consumer.connect();
  await consumer.subscribe({ topic: `${prefix}${NEWS}`, fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message: { offset, headers } }) => {
      sequences.set(Number(offset), String(headers?.['ce_sequence']));
      return Promise.resolve();
    },
  });
  await eventually(() => new Set(sequences.values()).size === count);
  await consumer.disconnect();
  return [...sequences].sort(([one], [other]) => one - other).map(([, sequence]) => sequence);
}
