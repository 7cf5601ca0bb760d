import type { OrderCommand } from '@libs/contracts';
import type { Actor } from '@libs/kernel';
import { ask, now, type Scene } from '../asking.js';
import { pageOf } from '../seen.js';

const OPERATOR: Actor = { kind: 'operator', id: 'simulated' };

/** Looks after a parked message: has it handled again, or gives it up with a reason. */
export async function lookAfterParked({ world, chance }: Scene): Promise<unknown> {
  const { bus } = world.ports;
  const groups = (await bus.progress()).filter(({ parked }) => parked > 0);
  if (groups.length === 0) return undefined;
  const { group } = chance.pick(groups);
  const parked = (await bus.parked(group)).filter(({ isWaiting }) => !isWaiting);
  if (parked.length === 0) return undefined;
  const { id } = chance.pick(parked).message;
  const looked = chance.is(50)
    ? bus.retry(group, id, OPERATOR.id)
    : bus.skip(group, id, OPERATOR.id, 'settled by telephone');
  return looked.catch(unlessItIsOver);
}

/** Somebody else was faster. */
function unlessItIsOver(error: unknown): void {
  if ((error as Error).name !== 'MessageNotParked') throw error;
}

/** Sends a payment back once more, whose first way back failed. */
export async function returnAgain(scene: Scene): Promise<unknown> {
  const returns = (await pageOf(scene))?.returns ?? [];
  const failed = returns.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return undefined;
  const { orderId } = scene.order.data;
  const { receiptId } = scene.chance.pick(failed);
  const command: OrderCommand = {
    type: 'OrderReturnAgain',
    data: { orderId, receiptId, at: now(scene) },
  };
  return ask(scene, { service: 'orders', command, key: `again ${receiptId}`, actor: OPERATOR });
}

/** Gives up all that is parked, so that nothing waits behind it. */
export async function lookAfterAll({
  ports: { bus },
}: Pick<Scene['world'], 'ports'>): Promise<void> {
  for (const { group, parked } of await bus.progress())
    for (let left = parked; left > 0; left -= 1) {
      const [first] = (await bus.parked(group)).filter(({ isWaiting }) => !isWaiting);
      if (first !== undefined)
        await bus
          .skip(group, first.message.id, OPERATOR.id, 'settled by telephone')
          .catch(unlessItIsOver);
    }
}
