import { ERASED, type ParkedEvent } from '@libs/contracts';
import { INSTITUTION } from '@libs/kernel';
import { recorded, viewOf } from '@libs/testing';
import { metadata } from '../toy.fixtures.js';
import { parkedMessages } from './parked-messages.projection.js';

const about = { merchantId: INSTITUTION, group: 'toys.when-x-y', messageId: 'm-1' } as const;
const AT = '2026-01-05T09:30:00.000Z';
const LATER = '2026-01-05T10:30:00.000Z';

type Data<Type extends ParkedEvent['type']> = Extract<ParkedEvent, { type: Type }>['data'];
const parked = (over: Partial<Data<'MessageParked'>> = {}): ParkedEvent => ({
  type: 'MessageParked',
  data: {
    ...about,
    ...{ topic: 'bank.events', key: 'k', position: '00000000000000000007' },
    message: { type: 'TransferArrived', data: { payerName: 'Erkki Esimerkki' } },
    ...{ error: 'Error: no', attempts: 5, isWaiting: false, parkedAt: AT },
    ...over,
  },
});
const failedAgain = (error: string): ParkedEvent => ({
  type: 'MessageFailedAgain',
  data: { ...about, error, attempts: 6, failedAt: LATER },
});
const handled: ParkedEvent = { type: 'MessageHandled', data: { ...about, handledAt: LATER } };
const skipped: ParkedEvent = {
  type: 'MessageSkipped',
  data: { ...about, reason: 'A test message.', skippedAt: LATER },
};

const by = { kind: 'operator', id: 'olli' } as const;
const given = (...events: readonly ParkedEvent[]) =>
  viewOf(parkedMessages)(
    ...events.map((event) => recorded(event, { metadata: { ...metadata, actor: by } })),
  );

describe('a parked message', () => {
  it('is shown with what it is about and why, and without its contents', () =>
    given(parked()).then({
      ...{ group: 'toys.when-x-y', service: 'toys', messageId: 'm-1', topic: 'bank.events' },
      ...{ type: 'TransferArrived', key: 'k', lane: 'toys.when-x-y k', status: 'parked' },
      ...{ reason: 'fault', error: 'Error: no', attempts: 5, parkedAt: AT, changedAt: AT },
    }));

  it.each([
    ['Unhandleable: ConfirmPayout: refund-unknown', 'refund-unknown'],
    ['Unhandleable: TransferArrived is malformed: /data/amount (invalid_type)', 'malformed'],
    ['Error: its contents are erased: it can only be skipped', 'erased'],
    [ERASED, 'erased'],
    ['EventStoreUnavailable: no answer', 'fault'],
    ['Unhandleable: stale', 'fault'],
  ])('says of %s that it is %s', (error, reason) => given(parked({ error })).thenShows({ reason }));

  it('waits behind another one of its key, until it is tried and fails itself', () => {
    const waiting = parked({ isWaiting: true, error: '', attempts: 0 });
    given(waiting).thenShows({ status: 'waiting', reason: 'behind-another', attempts: 0 });
    given(waiting, failedAgain('Unhandleable: A: unknown')).thenShows({
      ...{ status: 'parked', reason: 'unknown', attempts: 6, changedAt: LATER, parkedAt: AT },
    });
  });

  it('shows who handled it, or skipped it and why', () => {
    given(parked(), handled).thenShows({ status: 'handled', ended: { at: LATER, by } });
    given(parked(), skipped).thenShows({
      status: 'skipped',
      ended: { at: LATER, by, reason: 'A test message.' },
    });
  });

  it('ends once, and may be parked anew after that', () => {
    given(parked(), skipped, handled).thenShows({ status: 'skipped' });
    given(parked(), skipped, failedAgain('late')).thenShows({
      status: 'skipped',
      error: 'Error: no',
    });
    given(parked(), parked({ error: 'other' })).thenShows({ error: 'Error: no' });
    expect(given(parked(), handled, parked()).document).not.toHaveProperty('ended');
    given(handled).then(undefined);
  });

  it('shows no type of a message that is erased', () =>
    given(parked({ message: ERASED })).thenShows({ type: ERASED }));
});
