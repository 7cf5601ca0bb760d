import type { OutgoingMessage } from '@libs/event-bus';
import {
  REQUEST_TOPICS,
  type AccountCommand,
  type BankMessage,
  type CaseCommand,
  type CarriersMessage,
  type DeliveryCommand,
  type FundingCommand,
  type MerchantCommand,
  type OrderCommand,
  type OutsideTopic,
  type PaymentsMessage,
  type PayoutsMessage,
  type SettlementMessage,
  type TransferCommand,
} from '@libs/contracts';
import {
  idFrom,
  type Actor,
  type CommandEnvelope,
  type Tenant,
  type Timestamp,
} from '@libs/kernel';

/** One thing that the demo data does, the way the real world does it. */
export type DemoStep =
  | {
      readonly kind: 'command';
      readonly topic: (typeof REQUEST_TOPICS)[keyof typeof REQUEST_TOPICS];
      /** Requests of one key arrive in order. */
      readonly key: string;
      /** Complete but for the fingerprint, which is made with the installation's own key. */
      readonly envelope: Omit<CommandEnvelope, 'fingerprint'>;
    }
  | {
      readonly kind: 'message';
      readonly topic: OutsideTopic;
      readonly message: OutgoingMessage;
    };

/** Steps that may be done at once; before the next wave, all that follows from them is done. */
export interface DemoWave {
  readonly name: string;
  readonly steps: readonly DemoStep[];
}

/** Who wishes something, and for whom. */
export interface DemoWish {
  readonly tenant: Tenant;
  readonly actor: Actor;
}

type Commands = {
  readonly merchants: MerchantCommand;
  readonly orders: OrderCommand;
  readonly refunds: AccountCommand | CaseCommand | FundingCommand | TransferCommand;
  readonly shipping: DeliveryCommand;
};

/** A command to a service, keyed by the stream it is for; wished when its `at` says. */
export function commandStep<Service extends keyof Commands>(
  service: Service,
  key: string,
  { tenant, actor }: DemoWish,
  command: Commands[Service],
): DemoStep {
  const commandId = idFrom('demo-command', key, JSON.stringify(command));
  const envelope = {
    commandId,
    tenant,
    actor,
    correlationId: commandId,
    causationId: commandId,
    issuedAt: command.data.at,
    command,
  };
  return { kind: 'command', topic: REQUEST_TOPICS[service], key, envelope };
}

type Messages = {
  readonly 'payments.events': PaymentsMessage;
  readonly 'payouts.events': PayoutsMessage;
  readonly 'bank.events': BankMessage;
  readonly 'carriers.events': CarriersMessage;
  readonly 'settlement.events': SettlementMessage;
};

/** A message of the outside, as its real sender would put it. */
export function messageStep<Topic extends keyof Messages>(
  topic: Topic,
  key: string,
  time: Timestamp,
  { type, data }: Messages[Topic],
): DemoStep {
  const id = idFrom('demo-message', topic, key, JSON.stringify(data));
  return { kind: 'message', topic, message: { id, key, time, type, data } };
}
