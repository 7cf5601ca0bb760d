import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandalone } from '@services/standalone';
import { whatIsThere } from './what-is-there.js';

describe('without the files that can be made anew', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'extranet-lost-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const start = () =>
    startStandalone({
      environment: { EXTRANET_DATA: directory, PORT: '0', EXTRANET_LOG_LEVEL: 'silent' },
      extent: 'few',
    });
  const lose = (name: string) =>
    Promise.all(
      ['', '-wal', '-shm'].map((end) => rm(join(directory, name + end), { force: true })),
    );

  it('nothing is decided anew, nothing is parked, and everything is shown again', async () => {
    const extranet = await start();
    const before = await whatIsThere(extranet);
    await extranet.close();
    await Promise.all([lose('bus.db'), lose('views.db')]);
    const again = await start();
    expect(await whatIsThere(again)).toEqual(before);
    await again.close();
  });
});
