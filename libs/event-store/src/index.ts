export * from './event-store.js';
export { commandHandler, MalformedCommand, type CommandHandling } from './handle-command.js';
