import { PATIENCE_MS } from '@libs/testing';
import type { Heard, Shop } from './shop.js';

/** Asks how the payment stands until the code is as wished, as a shop's timer does. */
export async function untilCode(shop: Shop, code: string, id?: string): Promise<Heard> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const heard = await shop.status(id);
    if (heard.of('pmtq_returncode') === code) return heard;
    if (Date.now() > giveUpAt) throw new Error(`still not ${code}: ${heard.text}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
