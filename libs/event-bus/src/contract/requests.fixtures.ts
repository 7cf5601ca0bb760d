import { Controller, Module } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { CommandAnswer, CommandEnvelope } from '@libs/kernel';
import { PATIENCE_MS } from '@libs/testing';
import { of } from 'rxjs';

class AccountIsClosed extends Error {
  override readonly name = 'AccountIsClosed';
  readonly since = 2020;
}

export const UNKNOWN: CommandAnswer = { outcome: 'unknown' };
export const TOPIC = 'refunds.requests';
export const REQUEST_TOPICS = [TOPIC, 'orders.requests', 'merchants.requests', 'risk.requests'];
export const PATIENT = { deadlineMs: PATIENCE_MS };

/** What began and ended, in order. */
export const taken: string[] = [];
/** What arrived at the controller. */
export const seen: CommandEnvelope[] = [];
const gates = new Map<string, Promise<void>>();

export function restart(): void {
  taken.length = 0;
  seen.length = 0;
  gates.clear();
}

/** Holds the command type back until the returned function is called. */
export function gate(type: string): () => void {
  let open = () => {};
  gates.set(type, new Promise((resolve) => (open = resolve)));
  return () => open();
}

@Controller()
class RefundsController {
  @MessagePattern(TOPIC)
  async take(@Payload() envelope: CommandEnvelope): Promise<CommandAnswer> {
    const { type } = envelope.command;
    taken.push(`${type} begins`);
    seen.push(envelope);
    await gates.get(type);
    taken.push(`${type} ends`);
    if (type === 'Fail') throw new AccountIsClosed('the account is closed');
    return UNKNOWN;
  }

  @MessagePattern('orders.requests')
  observe() {
    return of(UNKNOWN);
  }

  @MessagePattern('merchants.requests')
  failAtOnce(): CommandAnswer {
    throw new AccountIsClosed('at once');
  }
}

@Module({ controllers: [RefundsController] })
export class RequestsModule {}

export function wish(type: string): CommandEnvelope {
  return {
    commandId: '00000000-0000-4000-8000-0000000000c1',
    fingerprint: 'fingerprint',
    tenant: 'institution',
    actor: { kind: 'user', id: 'liisa' },
    correlationId: 'correlation',
    causationId: 'causation',
    issuedAt: '2026-01-05T09:30:00Z',
    command: { type, data: { orderId: 'x' } },
  };
}
