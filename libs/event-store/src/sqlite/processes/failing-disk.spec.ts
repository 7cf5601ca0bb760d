import { join } from 'node:path';
import { numbers } from '../../contract/facts.js';
import { sqliteEventStore } from '../sqlite-event-store.js';
import { failingDisk, folderOfSpec, startProcess, whyNoFaults } from './start.fixtures.js';

const reason = whyNoFaults();

if (reason !== undefined) {
  it.skip(`a disk that fails (skipped: ${reason})`, () => undefined);
} else {
  const folder = folderOfSpec();

  describe.each([
    ['whose syncs fail', 'sync 1'],
    ['that has no room', 'write 1'],
  ])('a disk %s', (what, faults) => {
    const file = join(folder, `${what}.db`);

    it('loses nothing, says what it does not know, and goes on when it works again', async () => {
      const child = startProcess(
        'append-on-a-failing-disk',
        [file, faults],
        failingDisk(folder, what),
      );
      const [before, failing, still, again, after] = await child.ended;
      expect(before).toEqual({ step: 'before', end: 'appended' });
      expect(failing).toEqual({ step: 'failing', end: 'unknown' });
      expect(still).toMatchObject({ end: expect.stringMatching(/^(unknown|nothing-written)$/u) });
      expect(again).toEqual({ step: 'again', end: 'appended' });
      expect(after).toEqual({ step: 'after', end: 'appended' });
      const store = await sqliteEventStore({ file });
      expect(numbers(await store.read('fact-1'))).toEqual([1, 2, 3]);
      await store.close();
    });
  });

  describe.each(['sync 3', 'sync 7', 'write 23', 'write 41'])(
    'a disk on which %s fails again and again',
    (faults) => {
      const file = join(folder, `${faults}.db`);

      it('has every append once, in the end', async () => {
        const child = startProcess(
          'append-on-a-shaky-disk',
          [file, faults, '40'],
          failingDisk(folder, faults),
        );
        const [ends] = await child.ended;
        expect(ends).toMatchObject({ appended: 160 });
        expect((ends as { unknown: number }).unknown).toBeGreaterThan(0);
        const store = await sqliteEventStore({ file });
        for (const caller of [0, 1, 2, 3])
          expect(numbers(await store.read(`fact-${caller}`))).toEqual(
            Array.from({ length: 40 }, (_, n) => n),
          );
        await store.close();
      });
    },
  );
}
