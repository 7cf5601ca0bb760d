import { appendingContract } from './contract/appending.js';
import { followingContract } from './contract/following.js';
import { readingContract } from './contract/reading.js';
import { appendSome, readBack } from './contract/restart.js';
import { writingTogetherContract } from './contract/writing-together.js';
import type { EventStore } from './event-store.js';

/** How a spec gets the stores that an adapter makes. */
export interface ContractSubject {
  /** Opens a store; its log may hold events already. The contract closes it. */
  readonly open: () => Promise<EventStore>;
  /** Opens the log of a store that was closed once more, or says why that promise is skipped. */
  readonly reopen: ((closed: EventStore) => Promise<EventStore>) | { readonly skipped: string };
}

/** What every event store promises. Each adapter's spec is one call of this. */
export const eventStoreContract = (name: string, subject: ContractSubject): void =>
  describe(`${name} keeps the event store contract`, () => {
    let store: EventStore;
    beforeEach(async () => {
      store = await subject.open();
    });
    afterEach(() => store.close());

    appendingContract(() => store);
    writingTogetherContract(() => store);
    readingContract(() => store);
    followingContract(() => store);
    restartContract(subject);
  });

function restartContract({ open, reopen }: ContractSubject): void {
  if (typeof reopen !== 'function') {
    it.skip(`keeps everything over a restart (skipped: ${reopen.skipped})`, () => undefined);
    return;
  }
  it('keeps everything over a restart', async () => {
    const before = await open();
    const written = await appendSome(before);
    const read = await readBack(before, written);
    await before.close();
    const after = await reopen(before);
    expect(await readBack(after, written)).toEqual(read);
    await after.close();
  });
}
