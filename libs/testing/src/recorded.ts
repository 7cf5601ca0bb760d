import type { AnyMessage, Recorded } from '@libs/kernel';

/** An event as if recorded: for specs of projections and policies. */
export function recorded<Event extends AnyMessage>(
  event: Event,
  over: Partial<Omit<Recorded, 'type' | 'data'>> = {},
): Recorded<Event> {
  return {
    ...event,
    id: '01890000-0000-7000-8000-000000000001',
    stream: 'order-00000000-0000-4000-8000-000000000001',
    revision: 0,
    position: '00000000000000000001',
    metadata: {
      actor: { kind: 'user', id: 'liisa' },
      commandId: '00000000-0000-4000-8000-0000000000c1',
      fingerprint: 'fingerprint',
      correlationId: 'correlation',
      causationId: 'causation',
      occurredAt: '2026-01-05T09:30:00Z',
      recordedAt: '2026-01-05T09:30:00Z',
    },
    ...over,
  };
}
