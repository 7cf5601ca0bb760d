import type { OutsideTopic } from '@libs/contracts';
import { idFrom, INSTITUTION, type Actor, type AnyMessage, type CommandAnswer } from '@libs/kernel';
import type { Chance } from './chance.js';
import type { SimulatedOrder } from './orders.js';
import type { ServiceName, World } from './world.js';

/** One act: who it is about, and the chance that is its own. */
export interface Scene {
  readonly world: World;
  readonly order: SimulatedOrder;
  readonly chance: Chance;
  /** Of the act within its run: it makes ids. */
  readonly number: number;
}

/** Something that somebody does, sensible or not; nothing, where there is nothing to do. */
export type Act = (scene: Scene) => Promise<unknown>;

export interface Wish {
  readonly service: ServiceName;
  readonly command: AnyMessage;
  /** Makes the command's id: the same wish has the same one. */
  readonly key: string;
  /** A merchant's own person, where nobody else is named. */
  readonly actor?: Actor;
}

const TRIES_MAX = 30;
const FAULTS = ['EventStoreUnavailable', 'EventBusUnavailable', 'WrongRevision'];

export const now = ({ world }: Scene): string => world.ports.clock.now();

/** A person who got no answer sends the same again, as the error told them to; some click twice. */
export async function ask(scene: Scene, wish: Wish): Promise<CommandAnswer> {
  const { world, order, chance, number } = scene;
  const { service, command, key, actor = { kind: 'user', id: 'liisa' } } = wish;
  const commandId = idFrom(key, command.type, String(number));
  const envelope = {
    ...{ commandId, correlationId: commandId, causationId: commandId, actor },
    fingerprint: world.ports.secrets.fingerprint({ command, number }),
    tenant: actor.kind === 'operator' ? (INSTITUTION as 'institution') : order.data.merchantId,
    issuedAt: now(scene),
    // A command of ours is an object of plain values.
    command: command as { type: string; data: Record<string, unknown> },
  };
  const answer = await patiently(() => world.dispatch(service)(envelope));
  return chance.is(5) ? patiently(() => world.dispatch(service)(envelope)) : answer;
}

/** The outside tells something: mostly at once, sometimes twice, and sometimes much later. */
export function tell(
  { world, chance, number }: Scene,
  topic: OutsideTopic,
  key: string,
  { type, data }: AnyMessage,
): Promise<unknown> {
  const time = world.ports.clock.now();
  const send = (copy: number) => {
    const id = idFrom(topic, key, type, String(number), String(copy));
    const message = { id, key, time, type, data };
    return patiently(() => world.ports.bus.publish(topic, [message]));
  };
  if (chance.is(12)) return Promise.resolve(world.onTheWay.push(() => send(0)));
  // Another message that says the same: not even its id tells that it was told before.
  return chance.is(10) ? send(0).then(() => send(1)) : send(0);
}

async function patiently<Answer>(action: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1)
    try {
      return await action();
    } catch (error) {
      if (tries === TRIES_MAX || !FAULTS.includes((error as Error).name)) throw error;
    }
}
