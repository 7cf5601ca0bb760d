import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY, type EventStore } from '@libs/event-store';
import { sqliteEventStore } from '@libs/event-store/sqlite';
import type { Position } from '@libs/kernel';
import { eventually, onEngine } from '@libs/testing';
import { fact, NEWS } from '../contract/playground.fixtures.js';
import { kafkaClient } from './connection.js';
import { busIn } from './open-bus.fixtures.js';

const LOADER = './libs/testing/src/run-typescript.mjs';
const SCRIPT = 'libs/event-bus/src/kafka/relay-process.fixtures.ts';

await onEngine('kafka', ({ url }) =>
  describe('relays of one topic in several processes', () => {
    const children: ChildProcess[] = [];
    let [prefix, folder] = ['', ''];
    let store: EventStore;
    let positionOf: () => Promise<Position | undefined>;
    let close: () => Promise<void>;

    beforeEach(async () => {
      prefix = `spec-${randomUUID()}.`;
      folder = mkdtempSync(join(tmpdir(), 'relay-'));
      store = await sqliteEventStore({ file: join(folder, 'events.db') });
      const bus = busIn(url, prefix, store);
      [positionOf, close] = [() => bus.relays.positionOf(NEWS), bus.close];
    });
    afterEach(async () => {
      for (const child of children.splice(0)) child.kill('SIGKILL');
      await close();
      await store.close();
      rmSync(folder, { recursive: true });
    });

    it('add nothing once another one took over while they were stopped in their work', async () => {
      const first = start();
      await told(await record(1, 20));
      const recording = record(21, 400);
      await told(await record(1001, 1001));
      first.kill('SIGSTOP');
      const second = start();
      await told(await recording);
      first.kill('SIGCONT');
      await told(await record(401, 420));
      // The one that slept is one of the two again, and works on alone.
      second.kill('SIGKILL');
      await once(second, 'exit');
      await told(await record(421, 440));
      await expectAllOnce(441);
    });

    it('lose and repeat nothing when they are killed at any moment', async () => {
      for (let from = 1; from <= 300; from += 100) {
        const working = start();
        const recording = record(from, from + 99);
        await told(await record(1000 + from, 1000 + from));
        await recording;
        working.kill('SIGKILL');
        await once(working, 'exit');
      }
      start();
      await told(await store.head());
      await expectAllOnce(303);
    });

    function start(): ChildProcess {
      const words = ['--no-warnings', '--import', LOADER, SCRIPT, url, prefix];
      const child = spawn(process.execPath, [...words, join(folder, 'events.db')], {
        stdio: 'inherit',
      });
      children.push(child);
      return child;
    }

    /** One event a stream, so that all partitions are told to. */
    async function record(from: number, to: number): Promise<Position> {
      let position: Position = '';
      for (let n = from; n <= to; n += 1)
        ({ position } = await store.append(`order-${n}`, EMPTY, [fact(`order-${n}`, n)]));
      return position;
    }

    const told = (position: Position): Promise<void> =>
      eventually(async () => ((await positionOf()) ?? '') >= position);

    /** As every reader of what is committed sees it: once each, never back. */
    async function expectAllOnce(count: number): Promise<void> {
      const kafka = kafkaClient({ brokers: url.split(','), clientId: 'outside', prefix: '' });
      const consumer = kafka.consumer({ groupId: `${prefix}outside` });
      const sequences: string[] = [];
      await consumer.connect();
      await consumer.subscribe({ topic: `${prefix}${NEWS}`, fromBeginning: true });
      await consumer.run({
        eachMessage: ({ message }) => {
          sequences.push(String(message.headers?.['ce_sequence']));
          return Promise.resolve();
        },
      });
      await eventually(() => new Set(sequences).size === count);
      await consumer.disconnect();
      expect(sequences).toEqual([...sequences].sort());
      expect(sequences).toHaveLength(count);
    }
  }),
);
