import { memoryEventStore } from '@libs/event-store/memory';
import type { EventStore, NewEvent } from '@libs/event-store';
import { idFrom, type AnyMessage } from '@libs/kernel';
import { keyRing, type KeyRing } from './key-ring.js';
import type { KeyStore } from './key-store.js';
import { memoryKeyStore } from './memory/index.js';
import { sealingEventStore } from './sealing.js';

export const MASTER_KEY = new Uint8Array(32).fill(7);

export const ORDER = '00000000-0000-4000-8000-000000000001';
export const OTHER_ORDER = '00000000-0000-4000-8000-000000000002';

/** A sealing store with what lies beneath it, for a look under the seal. */
export interface Installation {
  readonly raw: EventStore;
  readonly keyStore: KeyStore;
  readonly keys: KeyRing;
  readonly store: EventStore;
}

export function installation(over: Partial<Pick<Installation, 'raw' | 'keyStore'>> = {}) {
  const raw = over.raw ?? memoryEventStore();
  const keyStore = over.keyStore ?? memoryKeyStore();
  const keys = keyRing(keyStore, MASTER_KEY);
  return { raw, keyStore, keys, store: sealingEventStore(raw, { keys }) } satisfies Installation;
}

export const BUYER = {
  name: 'Antti Akonniemi',
  address: 'Mannerheimintie 1',
  postalCode: '00180',
  city: 'Helsinki',
  country: 'FI',
  email: 'antti@buyer.example',
};

/** Of the order's facts only those that sealing looks at; the store checks no contract. */
export const received = (buyer: unknown = BUYER, orderId = ORDER): AnyMessage => ({
  type: 'OrderReceived',
  data: { orderId, orderNumber: '1998524', buyer, delivery: { ...BUYER, name: 'Maija Vesa' } },
});

export const refundRequested = (notes: object): AnyMessage => ({
  type: 'RefundRequested',
  data: { orderId: ORDER, refundId: 'r', ...notes },
});

export const methodChosen = (): AnyMessage => ({
  type: 'PaymentMethodChosen',
  data: { orderId: ORDER, method: 'FI01' },
});

/** The same event and number make the same id. */
export const toAppend = (event: AnyMessage, number = 1): NewEvent => ({
  ...event,
  id: idFrom(JSON.stringify(event), String(number)),
  metadata: {
    actor: { kind: 'webstore', id: 'testikauppias' },
    commandId: idFrom('command', String(number)),
    fingerprint: 'fingerprint',
    correlationId: 'correlation',
    causationId: 'causation',
    occurredAt: '2026-01-05T09:30:00Z',
    recordedAt: '2026-01-05T09:30:00Z',
  },
});
