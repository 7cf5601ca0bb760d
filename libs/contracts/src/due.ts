import type { AnyMessage, Timestamp } from '@libs/kernel';
import type { OrderCommand } from './orders/orders.commands.js';
import type { AccountCommand } from './refunds/account.commands.js';
import type { CaseCommand } from './refunds/case.commands.js';
import type { FundingCommand } from './refunds/funding.js';
import type { DeliveryCommand } from './shipping/delivery.commands.js';
import type { ViewDeclaration } from './view-declarations.js';

/**
 * What falls due at a moment, and the command that answers it: a document while it waits. The
 * command carries that moment, not the one of its firing, so that a late timer decides alike.
 */
export interface Due<Command extends AnyMessage = AnyMessage> {
  /** RFC 3339 in UTC with milliseconds, so that it sorts as text. */
  readonly dueAt: Timestamp;
  readonly command: Command;
}

const dueView = <Command extends AnyMessage>(name: string): ViewDeclaration<Due<Command>> => ({
  name,
  version: 1,
  fields: { dueAt: 'text' },
  indexes: [['dueAt']],
  search: [],
});

/** Inspections that run; document id is the order's. Filled by `shipping`. */
export const inspectionsDueView = dueView<DeliveryCommand>('inspections-due');

/** Orders that wait for their payment; document id is the order's. Filled by `orders`. */
export const paymentsDueView = dueView<OrderCommand>('payments-due');

/** Cases that wait for an answer; document id is the case's. Filled by `refunds`. */
export const caseDeadlinesView = dueView<CaseCommand>('case-deadlines');

/** Holds that end by themselves; document id is the order's. Filled by `refunds`. */
export const holdsDueView = dueView<AccountCommand>('holds-due');

/** Transfers that are kept for a request; document id is the reference. Filled by `refunds`. */
export const offersDueView = dueView<FundingCommand>('offers-due');

/** All that may fall due, for one who moves the clock and waits until it is done. */
export const DUE_VIEWS: readonly ViewDeclaration<Due>[] = [
  inspectionsDueView as ViewDeclaration<Due>,
  paymentsDueView as ViewDeclaration<Due>,
  caseDeadlinesView as ViewDeclaration<Due>,
  holdsDueView as ViewDeclaration<Due>,
  offersDueView as ViewDeclaration<Due>,
];
