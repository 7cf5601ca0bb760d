import type { CommandAnswer, CommandEnvelope } from '@libs/kernel';

/**
 * Takes a service's commands, each to its aggregate. Fails with `MalformedCommand` for what is
 * no command of the service, and with the faults of `handle-command`.
 */
export type Dispatch = (envelope: CommandEnvelope) => Promise<CommandAnswer>;
