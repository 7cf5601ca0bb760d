import type { Position } from '@libs/kernel';
import { LAG_MAX } from '../event-bus.js';
import { openBusFile } from './bus-file.js';
import { countOf } from './outside-pages.js';
import { own } from './ownership.js';
import { savedPositions } from './saved-positions.js';

/** A bus on which nobody is at work, nor can begin to be until it is closed. */
export interface BusAtRest {
  /** How far a group has come; `undefined` for one that was never at work. */
  groupPosition(group: string, topic: string): Position | undefined;
  relayPosition(name: string): Promise<Position | undefined>;
  /** Messages of a topic of the outside that a group at a position waits for, up to `LAG_MAX`. */
  waiting(
    topic: string,
    query: { readonly after: Position; readonly types: readonly string[] },
  ): number;
  /** Lets a group begin after a position. */
  beginGroup(group: string, topic: string, after: Position): void;
  /** Lets a relay begin after a position. */
  beginRelay(name: string, after: Position): Promise<void>;
  close(): void;
}

/** Opens the bus of a data directory; fails with `BusTaken` while a process works on it. */
export function busAtRest(directory: string, clock: { now(): string }): BusAtRest {
  const ownership = own(directory, clock.now());
  const file = openBusFile(directory);
  const positions = savedPositions({
    ...{ file, clock },
    saveEveryMs: 0,
    onFault: () => undefined,
    onFaultOver: () => undefined,
    onSaved: () => undefined,
  });
  return {
    groupPosition: (group, topic) => positions.of(group, topic).load(),
    relayPosition: positions.ofRelays.load,
    waiting: (topic, query) => countOf(file, topic, { ...query, limit: LAG_MAX }),
    beginGroup: (group, topic, after) => positions.of(group, topic).begin(after),
    beginRelay: positions.ofRelays.save,
    close: () => {
      positions.flush();
      positions.close();
      file.close();
      ownership.release();
    },
  };
}
