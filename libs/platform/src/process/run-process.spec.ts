import { EventStoreUnavailable } from '@libs/event-store';
import { freePort } from '@libs/testing';
import { readConfiguration } from '../configuration.js';
import type { Logger } from '../logging.js';
import { startPatiently, type Start, type Waits } from './run-process.js';

const waits: Waits = { firstMs: 20, maxMs: 40, togetherMsMax: 10_000 };
const away = () => new EventStoreUnavailable('nothing-written');

async function starting() {
  const lines: string[] = [];
  const say = (message: string) => void lines.push(message);
  const logger: Logger = { debug: () => undefined, info: say, warn: say, error: say };
  const port = await freePort();
  const configuration = readConfiguration({ PORT: String(port) });
  const asked = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  return { lines, asked, patiently: { configuration, logger, waits } };
}

describe('a process whose engine is away when it starts', () => {
  it('lives, says what is missing, and starts when the engine is there', async () => {
    const { lines, asked, patiently } = await starting();
    const engine = { isAway: true };
    const start: Start = async ({ beforeListening }) => {
      if (engine.isAway) throw away();
      await beforeListening();
      return { address: 'here', close: () => Promise.resolve() };
    };
    const started = startPatiently('refunds', start, patiently);
    const ready = await untilAnswered(() => asked('/readyz'));
    expect([ready.status, await ready.json()]).toEqual([
      503,
      {
        status: 'failing',
        checks: [
          {
            name: 'event store',
            status: 'failing',
            detail: 'the event store did not answer (nothing-written)',
          },
        ],
      },
    ]);
    expect((await asked('/livez')).status).toBe(200);
    engine.isAway = false;
    expect((await started).address).toBe('here');
    await expect(asked('/livez')).rejects.toThrow();
    expect(lines).toEqual(['start waits']);
  });

  it('gives up at the limit, and at once for what does not pass', async () => {
    const { patiently, asked } = await starting();
    const never: Start = () => Promise.reject(away());
    const limited = { ...patiently, waits: { ...waits, togetherMsMax: 100 } };
    await expect(startPatiently('refunds', never, limited)).rejects.toThrow(EventStoreUnavailable);
    const tries: Start[] = [];
    const bug: Start = () => {
      tries.push(bug);
      return Promise.reject(new Error('the settings are of another installation'));
    };
    await expect(startPatiently('refunds', bug, patiently)).rejects.toThrow(/another/u);
    expect(tries).toHaveLength(1);
    await expect(asked('/livez')).rejects.toThrow();
  });
});

async function untilAnswered(ask: () => Promise<Response>): Promise<Response> {
  for (;;)
    try {
      return await ask();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
}
