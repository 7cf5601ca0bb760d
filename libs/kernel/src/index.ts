export { type Aggregate } from './aggregate.js';
export { assert, AssertionError } from './assert.js';
export { CommandEnvelope, type CommandAnswer } from './envelope.js';
export { fold, type Decider } from './decider.js';
export { accept, reject, type Decision, type Refusal } from './decision.js';
export {
  BusinessId,
  creditorReference,
  FinnishIban,
  Iban,
  plainReference,
  ReferenceNumber,
  referenceOf,
} from './finnish-identifiers.js';
export { endOfDay, startOfDay } from './helsinki-time.js';
export {
  idFrom,
  INSTITUTION,
  MerchantId,
  OrderId,
  orderIdOf,
  ParcelId,
  PaymentId,
  RefundId,
  SellerId,
  SettlementId,
  Tenant,
  TransferId,
  UserId,
} from './ids.js';
export { command, event, type AnyMessage, type Named } from './message.js';
export { messagesIn, type DeclaredMessage } from './messages-in.js';
export { hoursAfter, isBefore } from './moment.js';
export {
  allocate,
  Currency,
  equal,
  eur,
  exceeds,
  formatMoney,
  isNothing,
  minus,
  Money,
  NonNegativeMoney,
  NOTHING,
  plus,
  PositiveMoney,
  sum,
} from './money.js';
export { EMPTY_MAP, entriesOf, entryOf, withEntry, type PersistentMap } from './persistent-map.js';
export { ask, askAfterRefusal, type News, type Policy } from './policy.js';
export { existing, project, type Projection } from './projection.js';
export {
  Actor,
  categoryOf,
  Metadata,
  type Position,
  type Recorded,
  type Revision,
} from './recorded.js';
export {
  priceRows,
  sumsByRate,
  type RateSum,
  type RowPrice,
  type RowSums,
} from './row-arithmetic.js';
export { sameContents } from './same-contents.js';
export { BasisPoints, CountryCode, longText, text, Timestamp } from './values.js';
export { z } from 'zod';
