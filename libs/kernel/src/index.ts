export { assert, AssertionError } from './language/assert.js';
export {
  EMPTY_MAP,
  entriesOf,
  entryOf,
  withEntry,
  type PersistentMap,
} from './language/persistent-map.js';
export { sameContents } from './language/same-contents.js';
export { command, event, type AnyMessage, type Named } from './messages/message.js';
export { messagesIn, type DeclaredMessage } from './messages/messages-in.js';
export {
  Actor,
  categoryOf,
  Metadata,
  type Position,
  type Recorded,
  type Revision,
} from './messages/recorded.js';
export { type Aggregate } from './models/aggregate.js';
export { fold, type Decider } from './models/decider.js';
export { accept, reject, type Decision, type Refusal } from './models/decision.js';
export { CommandEnvelope, type CommandAnswer } from './models/envelope.js';
export { ask, askAfterRefusal, type News, type Policy } from './models/policy.js';
export { existing, project, type Projection } from './models/projection.js';
export { holdsCardNumber, passesLuhn, withoutCardNumbers } from './values/card-number.js';
export {
  BusinessId,
  creditorReference,
  FinnishIban,
  Iban,
  plainReference,
  ReferenceNumber,
  referenceOf,
} from './values/finnish-identifiers.js';
export { endOfDay, helsinkiTime, startOfDay } from './values/helsinki-time.js';
export {
  CaseId,
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
} from './values/ids.js';
export { hoursAfter, isBefore } from './values/moment.js';
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
} from './values/money.js';
export { quantityOf, thousandthsOf } from './values/quantity.js';
export {
  priceRows,
  shareOf,
  sumsByRate,
  type RateSum,
  type RowPrice,
  type RowSums,
} from './values/row-arithmetic.js';
export { BasisPoints, CountryCode, longText, text, Timestamp } from './values/values.js';
export { z } from 'zod';
