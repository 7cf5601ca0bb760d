import { event, Iban, PositiveMoney, text, Timestamp, TransferId, z } from '@libs/kernel';

/** What the bank tells, on topic `bank.events`, keyed by transfer. */
export const BankMessage = z.discriminatedUnion('type', [
  event('TransferArrived', {
    /** The bank's own id of the transfer. */
    transferId: TransferId,
    /** The institution's account that received it. */
    iban: Iban,
    reference: z.string().max(35).optional(),
    amount: PositiveMoney,
    payerName: text(70).optional(),
    bookedAt: Timestamp,
  }),
]);
export type BankMessage = z.infer<typeof BankMessage>;
