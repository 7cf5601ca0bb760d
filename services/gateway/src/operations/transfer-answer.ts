import type { Transfer } from '@libs/contracts';
import { transferPath } from '../answers/links.js';

/** A transfer as operators see it, with what can be done about it. */
export function transferAnswer(transfer: Transfer) {
  const path = transferPath(transfer.transferId);
  switch (transfer.status) {
    case 'unmatched':
      return {
        ...transfer,
        links: { allocate: `${path}/allocate`, sendBack: `${path}/send-back` },
      };
    case 'to-be-sent-back':
      return { ...transfer, links: { sentBack: `${path}/sent-back` } };
    case 'received':
    case 'assigned':
    case 'matched':
    case 'sent-back':
      return transfer;
  }
}
