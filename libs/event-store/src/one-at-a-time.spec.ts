import { oneAtATime } from './one-at-a-time.js';

describe('one at a time', () => {
  it('keeps the order of arrival within a key', async () => {
    const inOrder = oneAtATime();
    const seen: number[] = [];
    const slowFirst = [3, 2, 1, 0].map((turns, index) =>
      inOrder('key', async () => {
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        seen.push(index);
      }),
    );
    await Promise.all(slowFirst);
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  it('lets other keys go on', async () => {
    const inOrder = oneAtATime();
    let release = (): void => undefined;
    const stuck = inOrder('stuck', () => new Promise<void>((resolve) => (release = resolve)));
    expect(await inOrder('other', () => Promise.resolve('went on'))).toBe('went on');
    release();
    await stuck;
  });

  it('turns away more than can wait, and takes more once they are done', async () => {
    const inOrder = oneAtATime();
    const many = Array.from({ length: 1001 }, () => inOrder('key', () => Promise.resolve()));
    const ends = await Promise.allSettled(many);
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await inOrder('key', () => Promise.resolve('taken'))).toBe('taken');
  });
});
