import {
  transfersView,
  type OrderCommand,
  type Transfer,
  type TransferCommand,
} from '@libs/contracts';
import type { Actor } from '@libs/kernel';
import { ask, now, type Scene } from '../asking.js';
import { moneyOf, pageOf } from '../seen.js';

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

/** Says what an unmatched transfer is for, rightly or not, or sends it back. */
export async function lookAfterTransfers(scene: Scene): Promise<unknown> {
  const transfer = await someTransfer(scene);
  if (transfer === undefined) return undefined;
  const command = await wordOn(transfer, scene);
  const key = `${command.type} ${transfer.transferId}`;
  return ask(scene, { service: 'refunds', command, key, actor: OPERATOR });
}

async function wordOn(transfer: Transfer, scene: Scene): Promise<TransferCommand> {
  const { chance } = scene;
  const by = { transferId: transfer.transferId, at: now(scene) };
  if (transfer.status === 'to-be-sent-back' || chance.is(10))
    return { type: 'NoteTransferSentBack', data: { ...by, sentBackBy: OPERATOR } };
  const waiting = ((await moneyOf(scene))?.refunds ?? []).filter(({ funding }) => funding);
  if (waiting.length === 0 || chance.is(40)) {
    const reason = 'Maksaja Salainen asked for it';
    return { type: 'SendTransferBack', data: { ...by, reason, decidedBy: OPERATOR } };
  }
  const { orderId } = scene.order.data;
  const { refundId } = chance.pick(waiting);
  // Whatever the page shows: the account has the last word.
  const data = { ...by, orderId, refundId, needed: transfer.amount, allocatedBy: OPERATOR };
  return { type: 'AllocateTransfer', data };
}

async function someTransfer({ world, chance }: Scene): Promise<Transfer | undefined> {
  const found = await world.view(transfersView).find({
    where: { status: { in: ['unmatched', 'to-be-sent-back'] } },
    sort: { by: 'receivedAt', direction: 'ascending' },
    limit: 100,
  });
  const begun = found.filter(({ document }) => document.status === 'to-be-sent-back');
  const among = begun.length > 0 ? begun : found;
  return among.length === 0 ? undefined : chance.pick(among).document;
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
