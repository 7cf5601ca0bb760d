import {
  AssertionError,
  INSTITUTION,
  type CommandAnswer,
  type CommandEnvelope,
} from '@libs/kernel';
import { EMPTY, START, type EventStore } from './event-store.js';
import {
  add,
  addTwice,
  merchant,
  openTab,
  otherMerchant,
  RECORDED_AT,
  tabHandler,
  wish,
} from './handle-command.fixtures.js';
import { MalformedCommand } from './handle-command.js';
import { memoryEventStore } from './memory/index.js';

const STREAM = 'tab-7';

describe('handling a command', () => {
  let store: EventStore;
  let handle: (envelope: CommandEnvelope) => Promise<CommandAnswer>;
  beforeEach(() => {
    store = memoryEventStore();
    handle = tabHandler(store);
  });

  it('records what was decided, and who asked for it', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const envelope = wish('liisa opens', openTab, { traceparent });
    expect(await handle(envelope)).toEqual({
      outcome: 'accepted',
      repeated: false,
      stream: STREAM,
      revision: 0,
      position: await store.head(),
      events: [{ type: 'TabOpened', data: openTab.data }],
    });
    const { actor, commandId, fingerprint, correlationId, causationId, issuedAt } = envelope;
    const [opened] = await store.read(STREAM);
    expect(opened?.metadata).toEqual({
      actor,
      commandId,
      fingerprint,
      correlationId,
      causationId,
      traceparent,
      occurredAt: issuedAt,
      recordedAt: RECORDED_AT,
    });
  });

  it('answers a refusal as the decider gave it, and writes nothing', async () => {
    await handle(wish('open', openTab));
    expect(await handle(wish('too much', add(101)))).toEqual({
      outcome: 'rejected',
      rejection: { code: 'tab-is-full', details: { left: 100 } },
    });
    expect(await store.read(STREAM)).toHaveLength(1);
  });

  it('answers where the stream stands when there was nothing to record', async () => {
    await handle(wish('open', openTab));
    const { position } = await store.append('tab-8', EMPTY, []);
    expect(position).toBe(START);
    await handle(wish('add', add(1)));
    const head = await store.head();
    await handle(wish('elsewhere', { ...openTab, data: { ...openTab.data, tabId: '8' } }));
    expect(await handle(wish('open once more', openTab))).toEqual({
      outcome: 'accepted',
      repeated: false,
      stream: STREAM,
      revision: 1,
      position: head,
      events: [],
    });
  });

  it('throws the issues of a command that is not what its contract says', async () => {
    const refused = handle(
      wish('add', { type: 'AddToTab', data: { tabId: '7', amount: -1, x: 1 } }),
    );
    await expect(refused).rejects.toBeInstanceOf(MalformedCommand);
    await expect(refused).rejects.toMatchObject({
      commandType: 'AddToTab',
      issues: [{ path: ['data', 'amount'] }, { code: 'unrecognized_keys' }],
    });
  });

  it('takes a stored event that is not what its contract says for a bug', async () => {
    const { metadata } = { metadata: { ...metadataOf(wish('x', openTab)) } };
    const id = '01890000-0000-7000-8000-000000000001';
    const data = { merchantId: merchant };
    await store.append(STREAM, EMPTY, [{ id, type: 'TabForgotten', data, metadata }]);
    await expect(handle(wish('add', add(1)))).rejects.toBeInstanceOf(AssertionError);
  });

  describe('whose stream it is', () => {
    it('tells a foreign stream from no stream by nothing', async () => {
      const stranger = wish('add', add(1), { tenant: otherMerchant });
      const toNone = await handle(stranger);
      await handle(wish('open', openTab));
      const toForeign = await handle(stranger);
      expect([toNone, toForeign]).toEqual([{ outcome: 'unknown' }, { outcome: 'unknown' }]);
    });

    it("does so even with the owner's own command id, and a stale revision", async () => {
      await handle(wish('open', openTab));
      const stranger = wish('open', openTab, { tenant: otherMerchant, expectedRevision: 9 });
      expect(await handle(stranger)).toEqual({ outcome: 'unknown' });
    });

    it('does not compare the institution', async () => {
      await handle(wish('open', openTab, { tenant: INSTITUTION }));
      expect(await handle(wish('add', add(1), { tenant: INSTITUTION }))).toMatchObject({
        revision: 1,
      });
      expect(await handle(wish('add too', add(1)))).toMatchObject({ revision: 2 });
    });

    it('never begins a stream for another merchant', async () => {
      const begun = handle(wish('open', openTab, { tenant: otherMerchant }));
      await expect(begun).rejects.toBeInstanceOf(AssertionError);
      expect(await store.read(STREAM)).toEqual([]);
    });
  });

  describe('a command that comes again', () => {
    beforeEach(async () => void (await handle(wish('open', openTab))));

    it('is answered as the first time, whatever revision it expects', async () => {
      const first = await handle(wish('twice', addTwice(3), { expectedRevision: 0 }));
      await handle(wish('add', add(1)));
      const again = await handle(wish('twice', addTwice(3), { expectedRevision: 0 }));
      expect(again).toEqual({ ...first, repeated: true });
      expect(await store.read(STREAM)).toHaveLength(4);
    });

    it('is refused when its body differs', async () => {
      await handle(wish('add', add(1)));
      expect(await handle(wish('add', add(2), { expectedRevision: 9 }))).toEqual({
        outcome: 'key-reused',
      });
    });

    it('is decided anew when it was refused', async () => {
      const refused = await handle(wish('much', add(101)));
      expect(refused.outcome).toBe('rejected');
      expect((await handle(wish('much', add(99)))).outcome).toBe('accepted');
    });

    it('is recorded once when it comes twice at once', async () => {
      const [one, other] = await Promise.all([
        handle(wish('add', add(1))),
        handle(wish('add', add(1))),
      ]);
      expect(one).toMatchObject({ repeated: false, revision: 1 });
      expect(other).toEqual({ ...one, repeated: true });
    });
  });

  describe('a caller who decided on an old revision', () => {
    it('is told what changed since', async () => {
      await handle(wish('open', openTab));
      await handle(wish('liisa', add(1), { expectedRevision: 0 }));
      await handle(wish('matti', add(2)));
      expect(await handle(wish('late', add(3), { expectedRevision: 0 }))).toEqual({
        outcome: 'stale',
        expected: 0,
        actual: 2,
        changes: ['liisa', 'matti'].map((id) => ({
          type: 'AddedToTab',
          actor: { kind: 'user', id },
          occurredAt: '2026-03-03T10:00:00Z',
        })),
      });
    });

    it('is told that the stream never was there', async () => {
      expect(await handle(wish('open', openTab, { expectedRevision: 3 }))).toEqual({
        outcome: 'stale',
        expected: 3,
        actual: EMPTY,
        changes: [],
      });
    });
  });
});

const metadataOf = ({
  actor,
  commandId,
  fingerprint,
  correlationId,
  causationId,
  issuedAt,
}: CommandEnvelope) => ({
  actor,
  commandId,
  fingerprint,
  correlationId,
  causationId,
  occurredAt: issuedAt,
  recordedAt: issuedAt,
});
