export * from './event-bus.js';
export * from './requests.js';
