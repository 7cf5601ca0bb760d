import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OrderStatus } from '@libs/contracts';
import { eventually } from '@libs/testing';
import { startStandalone, type Standalone } from '@services/standalone';
import { shellWith, type Shell } from './shell.js';

const text = (name: string) => readFile(join(import.meta.dirname, '../..', name), 'utf8');
const [README, LIFE] = [await text('README.md'), await text('docs/order-life.md')];

const blocksOf = (document: string): readonly string[] =>
  [...document.matchAll(/```sh\n(?<lines>[^]*?)```/gu)].map(
    ({ groups }) => groups?.['lines'] ?? '',
  );
/** `state` (code) → `state`: what happens. Then the lines that do it. */
const STEP =
  /^`(?<from>[a-z-]+)` \((?<code>\d\d)\) → `(?<to>[a-z-]+)`:(?:[^`]|`[^`\n]+`)*```sh\n(?<lines>[^]*?)```/gmu;
const steps = [...LIFE.matchAll(STEP)].map(({ groups = {} }) => ({
  ...{ from: groups['from'] ?? '', to: groups['to'] ?? '' },
  ...{ code: groups['code'] ?? '', lines: groups['lines'] ?? '' },
}));
const codes = new Map(steps.map(({ from, code }) => [from, code]));

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const describeWithCurl = hasCurl ? describe : describe.skip; // Not where curl is missing.

describeWithCurl('with curl, on the demo data, the lines', () => {
  let folder: string;
  let extranet: Standalone;
  let shell: Shell;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'extranet-docs-'));
    const settings = { EXTRANET_DATA: folder, PORT: '0', EXTRANET_LOG_LEVEL: 'silent' };
    extranet = await startStandalone({ environment: settings, extent: 'all' });
    shell = shellWith({
      ...{ EXTRANET_DATA: folder, A: `${extranet.address}/v1` },
      SETTLEMENT_BOOKS: join(folder, 'books.json'),
    });
  });
  afterAll(async () => {
    await shell.end();
    await extranet.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('of README refund an order, and say so', async () => {
    const [, ...blocks] = blocksOf(README);
    const lines = blocks
      .join('\n')
      .replaceAll('http://127.0.0.1:3000', extranet.address)
      .replaceAll('headers.txt', join(folder, 'headers.txt'));
    await shell.run(lines);
    await eventually(async () => {
      const refunds = await shell.run('curl -s -H "$AUTH" "$A/orders/$ORDER/refunds"');
      return refunds.includes('"status":"paid-out"');
    });
  });

  describe('of docs/order-life.md', () => {
    beforeAll(() => shell.run(blocksOf(LIFE)[0] ?? ''));

    it('speak of every state there is', () => {
      for (const status of OrderStatus.options) expect(LIFE).toContain(`\`${status}\``);
      expect(blocksOf(LIFE).slice(1, -1)).toEqual(steps.map(({ lines }) => lines));
    });

    it.each(steps)('move an order from $from to $to', async ({ to, lines }) => {
      await shell.run(lines);
      await eventually(async () => (await shell.run('show')).trim() === to);
      const code = (await shell.run('get "orders/$ORDER" | the statusCode')).trim();
      expect(code).toBe(codes.get(to) ?? '99');
    });

    it('end as they say', () => shell.run(`${blocksOf(LIFE).at(-1) ?? ''}\nwait`));
  });
});
