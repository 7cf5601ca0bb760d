export { aggregateContract } from './aggregate.contract.js';
export {
  BANK,
  BUYER,
  CARD,
  DELIVERY,
  DIRECT,
  GUARANTEE,
  MERCHANT,
  ORDER,
  PAYMENT,
  REFERENCE,
  REFUND_TOOLS,
  row,
  SELLER,
  WORKED_EXAMPLE,
} from './coffee-shop.js';
export { ownAuthority, type Authority, type Certificate } from './certificates.js';
export { eventually, PATIENCE_MS } from './eventually.js';
export { historyOf, runOf } from './histories.js';
export { onEngine, type SharedEngine } from './engines/on-engine.js';
export { freePort } from './engines/server-process.js';
export { ownEngine } from './engines/own-engine.js';
export { securedKafka, type KafkaAccess } from './engines/secured-kafka.js';
export { recorded } from './recorded.js';
export { smtpServer, type SmtpServer } from './smtp-server.js';
export { specFor } from './spec-for.js';
export { standStill } from './stand-still.js';
export { viewOf } from './view-of.js';
