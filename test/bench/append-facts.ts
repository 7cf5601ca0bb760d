import { v7 } from 'uuid';
import { EMPTY, type EventStore, type NewEvent } from '@libs/event-store';

/** Events as a refund records them: about 600 bytes, metadata and all. */
export const benchEvent = (n: number, type = TYPES[n % TYPES.length] as string): NewEvent => ({
  id: v7(),
  type,
  data: {
    refundId: 'c3c1a5c9-7d6c-4b9c-9a57-5a0c1d2e3f40',
    amount: { minorUnits: 100_000 + n, currency: 'EUR' },
    reason: 'price-reduction',
    timing: 'before-settlement',
    requestedAt: '2026-03-03T09:30:00.123Z',
  },
  metadata: {
    actor: { kind: 'user', id: 'liisa' },
    commandId: '0d6a3b0e-6f0c-5b87-9a53-1f2c3d4e5f60',
    fingerprint: 'YQ3zpM1nE2oYQ3zpM1nE2oYQ3zpM1nE2oYQ3zpM1nE2',
    correlationId: '5d1c6f6e-2f0a-4f57-8a53-8d1f3c2b1a09',
    causationId: '0d6a3b0e-6f0c-5b87-9a53-1f2c3d4e5f60',
    occurredAt: '2026-03-03T09:30:00.120Z',
    recordedAt: '2026-03-03T09:30:00.123Z',
  },
});

/** Twenty types in four categories, as a few services together have. */
const TYPES = Array.from({ length: 20 }, (_, index) => `RefundStepNumber${index}Taken`);
const CATEGORIES = ['account', 'order', 'merchant', 'settlement'];

export const benchStream = (n: number): string =>
  `${CATEGORIES[n % CATEGORIES.length]}-5f0d8a4e-93f0-4c1b-b8a6-${String(n).padStart(12, '0')}`;

const EVENTS_A_STREAM = 10;
const APPENDS_AT_ONCE = 500;

/** Fills a store quickly: ten events a stream, some hundred streams in a commit. */
export async function fillStore(store: EventStore, first: number, last: number): Promise<void> {
  for (let n = first; n < last;) {
    const appends = [];
    for (; n < last && appends.length < APPENDS_AT_ONCE; n += EVENTS_A_STREAM) {
      const events = Array.from({ length: EVENTS_A_STREAM }, (_, index) => benchEvent(n + index));
      appends.push(store.append(benchStream(n / EVENTS_A_STREAM), EMPTY, events));
    }
    await Promise.all(appends);
  }
}
