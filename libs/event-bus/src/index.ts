export * from './event-bus.js';
export { type ParkedNotice } from './parking.js';
export { startRelay, type Relay, type RelayOptions, type RelayPositions } from './relay.js';
export * from './requests.js';
