import { memoryEventStore } from '@libs/event-store/memory';
import {
  accept,
  assert,
  command,
  event,
  idFrom,
  MerchantId,
  type Metadata,
  reject,
  z,
  type Aggregate,
  type CommandEnvelope,
  type Decider,
  type Refusal,
} from '@libs/kernel';
import type { Clock } from './clock.js';
import { dispatcher } from './dispatcher.js';
import { secretsOf } from './secrets.js';

/** A small aggregate for specs of what runs a service: a parcel is sent once and opened once. */
const ParcelCommand = z.discriminatedUnion('type', [
  command('SendParcel', { parcelId: z.string(), merchantId: MerchantId }),
  command('OpenParcel', { parcelId: z.string() }),
]);
type ParcelCommand = z.infer<typeof ParcelCommand>;

const ParcelEvent = z.discriminatedUnion('type', [
  event('ParcelSent', { parcelId: z.string(), merchantId: MerchantId }),
  event('ParcelOpened', { parcelId: z.string(), merchantId: MerchantId }),
]);
export type ParcelEvent = z.infer<typeof ParcelEvent>;

interface Parcel {
  readonly merchantId?: MerchantId;
  readonly isOpen: boolean;
}

const parcelDecider: Decider<ParcelCommand, Parcel, ParcelEvent> = {
  initialState: { isOpen: false },
  decide: ({ type, data }, { merchantId, isOpen }) => {
    if (type === 'SendParcel')
      return merchantId === undefined
        ? accept({ type: 'ParcelSent', data } satisfies ParcelEvent)
        : reject('already-sent');
    assert(merchantId !== undefined, 'a parcel is sent before it is opened');
    if (isOpen) return reject('already-open');
    return accept<ParcelEvent>({ type: 'ParcelOpened', data: { ...data, merchantId } });
  },
  evolve: (_parcel, { type, data: { merchantId } }) => ({
    merchantId,
    isOpen: type === 'ParcelOpened',
  }),
};

export const parcel: Aggregate<ParcelCommand, Parcel, ParcelEvent, Refusal> = {
  category: 'parcel',
  command: ParcelCommand,
  event: ParcelEvent,
  decider: parcelDecider,
  streamId: ({ data }) => data.parcelId,
  begins: ['SendParcel'],
};

export const MERCHANT = '00000000-0000-4000-8000-00000000000a' as MerchantId;
export const OTHER_MERCHANT = '00000000-0000-4000-8000-00000000000b' as MerchantId;
export const ORDER = '00000000-0000-4000-8000-000000000001';
export const REFUND = '00000000-0000-4000-8000-0000000000f1';
export const NOW = '2026-01-05T09:30:00.000Z';

export const clock: Clock = { now: () => NOW };
export const secrets = secretsOf(new Uint8Array(32).fill(3));

export const send = (parcelId: string, merchantId = MERCHANT): ParcelCommand => ({
  type: 'SendParcel',
  data: { parcelId, merchantId },
});

export const open = (parcelId: string): ParcelCommand => ({
  type: 'OpenParcel',
  data: { parcelId },
});

export const wish = (
  asked: { readonly type: string; readonly data: object },
  over: Partial<CommandEnvelope> = {},
): CommandEnvelope => ({
  commandId: idFrom(JSON.stringify(asked)),
  fingerprint: secrets.fingerprint(asked),
  tenant: MERCHANT,
  actor: { kind: 'user', id: 'liisa' },
  correlationId: 'correlation',
  causationId: 'causation',
  issuedAt: NOW,
  command: { type: asked.type, data: { ...asked.data } },
  ...over,
});

/** The toy service's door, on a log in memory. */
export function toyService() {
  const store = memoryEventStore();
  return { store, dispatch: dispatcher({ decides: [parcel] }, { store, clock }) };
}

export const metadata: Metadata = {
  actor: { kind: 'user', id: 'liisa' },
  commandId: idFrom('command'),
  fingerprint: 'fingerprint',
  correlationId: 'the request that began it',
  causationId: 'causation',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  occurredAt: NOW,
  recordedAt: NOW,
};
