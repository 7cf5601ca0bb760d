export * from './event-bus.js';
export { isPassingFault } from './faults.js';
export { outage, type Outage } from './outage.js';
export { type ParkedNotice } from './parking.js';
export { startRelay, type Relay, type RelayOptions, type RelayPositions } from './relay.js';
export { relaysWithin, type Relays, type Telling } from './relays.js';
export * from './requests.js';
export { type RequestHooks, type RequestTransport } from './serving/transport.js';
