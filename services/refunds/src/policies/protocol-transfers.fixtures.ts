import type { AccountEvent, TransferEvent } from '@libs/contracts';
import {
  eur,
  Iban,
  INSTITUTION,
  plus,
  TransferId,
  type Money,
  type Named,
  type ReferenceNumber,
} from '@libs/kernel';
import { AT, eventsIn } from './protocol-settlements.fixtures.js';
import type { ProtocolWorld } from './protocol-world.fixtures.js';

/** Where merchants transfer money to that funds refunds. */
export const IBAN = Iban.parse('FI7740123477777777');
const WRONG_IBAN = Iban.parse('FI2112345600000785');

/** Mostly what is awaited; now and then another sum, account or reference, or the same again. */
export function tellTransfer(
  world: ProtocolWorld,
  how: number,
  at: number,
  awaited?: { readonly reference: ReferenceNumber; readonly amount: Money },
): void {
  const transferId = TransferId.parse(`bank-${at}`);
  const told = {
    type: 'TransferArrived',
    data: {
      transferId,
      iban: how % 9 === 0 ? WRONG_IBAN : IBAN,
      ...(how % 11 === 0 ? {} : { reference: referenceIn(how, awaited?.reference) }),
      amount: plus(awaited?.amount ?? eur(5_00), eur(how % 8 === 0 ? 1 : 0)),
      bookedAt: AT,
    },
  };
  world.tell('bank.events', transferId, told);
  if (how % 3 === 0) world.tell('bank.events', transferId, told);
}

/** An operator's word for some transfer, whatever has become of transfer and refund meanwhile. */
export function allocate(
  world: ProtocolWorld,
  how: number,
  refund: Named<AccountEvent, 'RefundRequested'>['data'] | undefined,
): void {
  const transferId = someTransfer(world, how);
  if (refund === undefined || transferId === undefined) return;
  const { orderId, refundId, amount, funding } = refund;
  // The sum that a view shows: now and then one that waits for nothing any more, or never did.
  const needed = how % 3 === 0 ? received(world, transferId)?.amount : (funding?.amount ?? amount);
  world.send(
    {
      type: 'AllocateTransfer',
      data: { transferId, orderId, refundId, needed, allocatedBy: OPERATOR, at: AT },
    },
    INSTITUTION,
  );
}

export function sendBack(world: ProtocolWorld, which: number): void {
  const transferId = someTransfer(world, which);
  if (transferId === undefined) return;
  const reason = 'Nobody knows what it is for.';
  world.send(
    { type: 'SendTransferBack', data: { transferId, reason, decidedBy: OPERATOR, at: AT } },
    INSTITUTION,
  );
  if (which % 2 === 0)
    world.send(
      { type: 'NoteTransferSentBack', data: { transferId, sentBackBy: OPERATOR, at: AT } },
      INSTITUTION,
    );
}

const OPERATOR = { kind: 'operator', id: 'operator' } as const;

const transfersIn = (world: ProtocolWorld) =>
  eventsIn<TransferEvent>(world, 'transfer').flatMap((event) =>
    event.type === 'TransferReceived' ? [event.data] : [],
  );

function someTransfer(world: ProtocolWorld, which: number): TransferId | undefined {
  const transfers = transfersIn(world);
  return transfers[which % Math.max(transfers.length, 1)]?.transferId;
}

const received = (world: ProtocolWorld, wanted: TransferId) =>
  transfersIn(world).find(({ transferId }) => transferId === wanted);

function referenceIn(how: number, awaited?: ReferenceNumber): string {
  if (how % 7 === 0) return '12 ab';
  if (how % 13 === 0 || awaited === undefined) return '1009';
  return `000${awaited}`;
}
