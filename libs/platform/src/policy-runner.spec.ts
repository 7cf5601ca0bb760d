import { Unhandleable, type Message } from '@libs/event-bus';
import type { AnyMessage, CommandEnvelope, Policy } from '@libs/kernel';
import type { Dispatch } from './dispatch.js';
import { policySubscription, type PolicyRunning } from './policy-runner.js';
import {
  clock,
  MERCHANT,
  metadata,
  open,
  ORDER,
  OTHER_MERCHANT,
  REFUND,
  secrets,
  send,
  toyService,
  wish,
} from './toy.fixtures.js';

const PAID: Message = {
  id: 'payout-1',
  topic: 'payouts.events',
  key: ORDER,
  type: 'PayoutPaid',
  data: { orderId: ORDER, refundId: REFUND, paidAt: '2026-01-05T09:30:00Z' },
};

const CHOSEN: Message = {
  id: '01890000-0000-7000-8000-000000000001',
  topic: 'orders.events',
  key: `order-${ORDER}`,
  stream: `order-${ORDER}`,
  revision: 1,
  position: '00000000000000000002',
  metadata,
  type: 'PaymentMethodChosen',
  data: {
    orderId: ORDER,
    merchantId: MERCHANT,
    method: 'FI01',
    methodGroup: 'bank',
    chosenAt: '2026-01-05T09:30:00Z',
  },
};

type Toy = Policy<AnyMessage, AnyMessage>;

const sends = (...commands: readonly AnyMessage[]): Toy => ({
  name: 'when-told-ask',
  topic: 'payouts.events',
  on: { PayoutPaid: () => commands, PaymentMethodChosen: () => commands },
});

function running(over: Partial<PolicyRunning> & { readonly policy: Toy }) {
  const { store, dispatch } = toyService();
  const sent: CommandEnvelope[] = [];
  const counting: Dispatch = (envelope) => {
    sent.push(envelope);
    return (over.dispatch ?? dispatch)(envelope);
  };
  const { handler, ...subscription } = policySubscription({
    service: 'toys',
    secrets,
    clock,
    signal: new AbortController().signal,
    patience: { firstWaitMs: 1, waitMsMax: 7 },
    ...over,
    dispatch: counting,
  });
  const types = async (stream: string) => (await store.read(stream)).map(({ type }) => type);
  return { store, dispatch, sent, subscription, handler, types };
}

describe('a policy on the bus', () => {
  it('subscribes by its name, from the beginning, for what it handles', () =>
    expect(running({ policy: sends() }).subscription).toEqual({
      group: 'toys.when-told-ask',
      topic: 'payouts.events',
      types: ['PayoutPaid', 'PaymentMethodChosen'],
      from: 'beginning',
    }));

  it('sends its commands in order', async () => {
    const { handler, types } = running({ policy: sends(send('p'), open('p')) });
    await handler(PAID);
    expect(await types('parcel-p')).toEqual(['ParcelSent', 'ParcelOpened']);
  });

  it('records nothing more when the message comes again', async () => {
    const { handler, types, sent } = running({ policy: sends(send('p'), open('p')) });
    await handler(PAID);
    await handler(PAID);
    expect(await types('parcel-p')).toHaveLength(2);
    expect(sent[2]).toEqual(sent[0]);
  });

  it('acts in its own name, and keeps the thread of what it follows', async () => {
    const { handler, store } = running({ policy: sends(send('p')) });
    await handler(CHOSEN);
    expect((await store.read('parcel-p'))[0]?.metadata).toMatchObject({
      actor: { kind: 'system', id: 'toys.when-told-ask' },
      correlationId: metadata.correlationId,
      causationId: CHOSEN.id,
      traceparent: metadata.traceparent,
    });
  });

  it('begins a thread of its own at a message from outside', async () => {
    const { handler, store } = running({ policy: sends(send('p')) });
    await handler(PAID);
    expect((await store.read('parcel-p'))[0]?.metadata).toMatchObject({
      correlationId: PAID.id,
      causationId: PAID.id,
    });
  });
});

describe('for whom a policy acts', () => {
  it('is the merchant of the event it follows', async () => {
    const { handler, sent } = running({ policy: sends(send('p')) });
    await handler(CHOSEN);
    expect(sent[0]?.tenant).toBe(MERCHANT);
  });

  it("is never another merchant's stream", async () => {
    const { handler, dispatch } = running({ policy: sends(open('p')) });
    await dispatch(wish(send('p', OTHER_MERCHANT), { tenant: OTHER_MERCHANT }));
    await expect(handler(CHOSEN)).rejects.toThrow(new Unhandleable('OpenParcel: unknown'));
  });

  it('is the institution where the policy says so', async () => {
    const { handler, sent, dispatch } = running({
      policy: { ...sends(open('p')), actsFor: 'institution' },
    });
    await dispatch(wish(send('p', OTHER_MERCHANT), { tenant: OTHER_MERCHANT }));
    await handler(CHOSEN);
    expect(sent[0]?.tenant).toBe('institution');
  });

  it('is the institution for a message from outside', async () => {
    const { handler, sent, dispatch } = running({ policy: sends(open('p')) });
    await dispatch(wish(send('p')));
    await handler(PAID);
    expect(sent[0]?.tenant).toBe('institution');
  });
});

describe('a message that no contract reads', () => {
  it.each([
    ['is malformed', { ...PAID, data: { orderId: 'a secret by mistake' } }],
    ['has a field too many', { ...PAID, data: { ...PAID.data, extra: 1 } }],
    ['is of an unknown type', { ...PAID, type: 'PayoutLost' }],
    ['is of an unknown topic', { ...PAID, topic: 'carriers.events' }],
    ['is of an unknown category', { ...CHOSEN, stream: 'parcel-p' }],
  ])('and %s is parked at once, and never quoted', async (_name, message) => {
    const { handler, sent } = running({ policy: sends(send('p')) });
    const error: unknown = await handler(message).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Unhandleable);
    expect(String(error)).not.toContain('secret');
    expect(sent).toEqual([]);
  });
});

describe('a command of a policy that is refused', () => {
  it('parks the message with the code when the policy has no answer', async () => {
    const { handler } = running({ policy: sends(send('p'), send('p')) });
    await expect(handler(PAID)).rejects.toThrow(new Unhandleable('SendParcel: already-sent'));
  });

  it('asks the policy what to do instead, and goes on', async () => {
    const policy: Toy = {
      ...sends(send('p'), send('p'), send('q')),
      refused: { PayoutPaid: (_news, { code }) => (code === 'already-sent' ? [open('p')] : []) },
    };
    const { handler, types } = running({ policy });
    await handler(PAID);
    expect(await types('parcel-p')).toEqual(['ParcelSent', 'ParcelOpened']);
    expect(await types('parcel-q')).toEqual(['ParcelSent']);
  });

  it('keeps the ids of the others when it is accepted the next time', async () => {
    const policy: Toy = {
      ...sends(open('p'), send('q')),
      refused: { PayoutPaid: () => [send('r')] },
    };
    const { handler, sent, dispatch } = running({ policy });
    await handler(PAID);
    await dispatch(wish(send('p')));
    await handler(PAID);
    const idsOf = (parcelId: string) =>
      new Set(
        sent
          .filter(({ command }) => command.data['parcelId'] === parcelId)
          .map(({ commandId }) => commandId),
      );
    expect(idsOf('q').size).toBe(1);
    expect(new Set([...idsOf('p'), ...idsOf('q'), ...idsOf('r')]).size).toBe(3);
  });

  it('ends at a depth, and parks, when every answer is refused again', async () => {
    const policy: Toy = {
      ...sends(send('p'), send('p')),
      refused: { PayoutPaid: () => [send('p')] },
    };
    await expect(running({ policy }).handler(PAID)).rejects.toThrow(/again and again/u);
  });
});

describe('a stream that is not there yet', () => {
  it('is waited for', async () => {
    const { dispatch: real } = toyService();
    let tries = 0;
    const { handler, sent } = running({
      policy: sends(open('p')),
      dispatch: async (envelope) => {
        tries += 1;
        if (tries === 3) await real(wish(send('p')));
        return real(envelope);
      },
    });
    await handler(PAID);
    expect(sent).toHaveLength(3);
  });

  it('is a refusal after a limit', async () => {
    const policy: Toy = {
      ...sends(open('p')),
      refused: { PayoutPaid: (_news, { code }) => (code === 'unknown' ? [send('q')] : undefined) },
    };
    const { handler, types } = running({ policy });
    await handler(PAID);
    expect(await types('parcel-q')).toEqual(['ParcelSent']);
  });

  it('is waited for once a message, not once a command', async () => {
    const policy: Toy = {
      ...sends(open('p'), open('q'), open('r')),
      refused: { PayoutPaid: () => [] },
    };
    const { handler, sent } = running({ policy });
    await handler(PAID);
    expect(sent).toHaveLength(4 + 1 + 1);
  });

  it('is waited for no longer when the service stops, and the message stays unhandled', async () => {
    const stopping = new AbortController();
    const { handler } = running({
      policy: sends(open('p')),
      signal: stopping.signal,
      patience: { firstWaitMs: 60_000, waitMsMax: 60_000 },
    });
    const handling = handler(PAID);
    stopping.abort();
    await expect(handling).rejects.not.toBeInstanceOf(Unhandleable);
  });
});

describe('a failure that trying again does not mend', () => {
  it('is a command that its contract does not read', () =>
    expect(
      running({ policy: sends({ type: 'SendParcel', data: { parcelId: 7 } }) }).handler(PAID),
    ).rejects.toThrow(/SendParcel is malformed/u));

  it('is another command under an id that is taken', async () => {
    const { handler } = running({
      policy: sends(send('p')),
      dispatch: () => Promise.resolve({ outcome: 'key-reused' }),
    });
    await expect(handler(PAID)).rejects.toThrow(new Unhandleable('key-reused'));
  });

  it('is not a fault of an engine: the bus tries that again', async () => {
    const { handler } = running({
      policy: sends(send('p')),
      dispatch: () => Promise.reject(new Error('away')),
    });
    await expect(handler(PAID)).rejects.not.toBeInstanceOf(Unhandleable);
  });
});
