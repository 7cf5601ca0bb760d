export { bundle, hear, NO_BOOKS, type Books, type Hearing } from './books.js';
export { runConsumer, type Journal, type Line, type Running } from './consumer.js';
export { fileJournal } from './file-journal.js';
export { httpLine } from './http-line.js';
export { kafkaLine } from './kafka-line.js';
export { deductionsOf, lineOf, sumsOf, type Fees } from './lines.js';
export type {
  News,
  OwedAdvance,
  ReadyOrder,
  Saying,
  SettlementDeduction,
  SettlementLine,
  SettlementSums,
} from './messages.js';
