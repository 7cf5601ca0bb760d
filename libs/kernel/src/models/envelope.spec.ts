import { CommandEnvelope } from './envelope.js';

const envelope = {
  commandId: '00000000-0000-4000-8000-0000000000c1',
  fingerprint: 'fingerprint',
  tenant: '3f0c5a52-7c1e-4d4b-9a55-0d6f6c1b2a01',
  actor: { kind: 'user', id: 'liisa' },
  correlationId: 'correlation',
  causationId: 'causation',
  issuedAt: '2026-03-02T10:00:00Z',
  command: { type: 'WithdrawRefund', data: { refundId: 'any' } },
};

const accepts = (over: object) => CommandEnvelope.safeParse({ ...envelope, ...over }).success;

describe('a command on its way', () => {
  it('keeps all that its command says, for its own service to check', () =>
    expect(CommandEnvelope.parse(envelope)).toEqual(envelope));

  it('may name the institution, a revision, a trace and a deadline', () =>
    expect(
      accepts({
        tenant: 'institution',
        expectedRevision: -1,
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        deadlineAt: '2026-03-02T10:00:05Z',
      }),
    ).toBe(true));

  it.each([
    ['an id that is no UUID', { commandId: 'first' }],
    ['no fingerprint', { fingerprint: '' }],
    ['a tenant nobody knows', { tenant: 'everybody' }],
    ['an actor of no kind', { actor: { kind: 'ghost', id: 'liisa' } }],
    ['an actor with a name', { actor: { kind: 'user', id: 'liisa', name: 'Liisa' } }],
    ['half a revision', { expectedRevision: 0.5 }],
    ['a revision before the first', { expectedRevision: -2 }],
    ['a moment that is none', { issuedAt: 'now' }],
    ['a command without a name', { command: { data: {} } }],
    ['a further field', { roles: ['operator'] }],
  ])('may not have %s', (_what, over) => expect(accepts(over)).toBe(false));
});
