import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp, readConfiguration, restore, systemClock as clock } from '@libs/platform';
import { startStandalone } from '@services/standalone';
import { whatIsThere } from './what-is-there.js';

describe('an installation that was backed up while it ran', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'extranet-backup-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const settingsOf = (directory: string) => ({
    EXTRANET_DATA: directory,
    PORT: '0',
    EXTRANET_LOG_LEVEL: 'silent',
  });
  const start = (directory: string) =>
    startStandalone({ environment: settingsOf(directory), extent: 'few' });

  it('shows elsewhere what it showed, and goes on', async () => {
    const place = (name: string) => join(folder, name);
    const [here, there, backup] = [place('here'), place('there'), place('backup')];
    const extranet = await start(here);
    const before = await whatIsThere(extranet);
    await backUp({ configuration: readConfiguration(settingsOf(here)), to: backup, clock });
    await extranet.close();

    await mkdir(there);
    await copyFile(join(here, 'master.key'), join(there, 'master.key'));
    const configuration = readConfiguration(settingsOf(there));
    await restore({ configuration, from: backup, clock });
    const again = await start(there);
    expect(again.hasMadeData).toBe(false);
    expect(await whatIsThere(again)).toEqual(before);
    await again.close();
  });
});
