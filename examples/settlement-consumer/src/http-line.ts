import { setTimeout as sleep } from 'node:timers/promises';
import type { Line } from './consumer.js';
import type { News } from './messages.js';

export interface HttpLine {
  /** Where the extranet listens, such as `http://127.0.0.1:3000`. */
  readonly address: string;
  /** A token with the scope `simulator.write`. */
  readonly token: string;
  readonly pauseMs?: number;
}

const SOURCE = 'feed';
const START = '0'.repeat(20);

/**
 * Over the simulators' paths of a test environment, where no Kafka is: the same messages, read
 * page by page after a position of one's own.
 */
export function httpLine({ address, token, pauseMs = 500 }: HttpLine): Line {
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    const response = await fetch(`${address}/v1/simulator/${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    now: async () => ((await ask('clock')) as { readonly now: string }).now,
    say: async ({ id, type, data }) => {
      await ask('settlement', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `"${id}"` },
        body: JSON.stringify({ type, data }),
      });
    },
    listen: async (positions, handle, signal) => {
      let after = positions[SOURCE] ?? START;
      while (!signal.aborted) {
        const page = (await ask(`settlement?after=${after}`)) as Feed;
        await handle(page.items.map((item) => ({ ...item, source: SOURCE })));
        after = page.position;
        if (page.items.length === 0) await sleep(pauseMs, undefined, { signal }).catch(() => null);
      }
    },
  };
}

/** A page of what the settlement system is told, and the position to go on after. */
interface Feed {
  readonly items: readonly Omit<News, 'source'>[];
  readonly position: string;
}
