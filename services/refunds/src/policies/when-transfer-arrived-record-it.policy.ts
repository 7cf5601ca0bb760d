import type { BankMessage, TransferCommand } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** The bank tells of money: it is recorded, whatever it is for. */
export const whenTransferArrivedRecordIt: Policy<BankMessage, TransferCommand> = {
  name: 'when-transfer-arrived-record-it',
  topic: 'bank.events',
  on: {
    TransferArrived: ({ data }) => [
      { type: 'RecordTransfer', data: { ...data, at: data.bookedAt } },
    ],
  },
};
