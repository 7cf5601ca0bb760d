/** Injection tokens: what controllers may ask for. */
/** All of the below that belongs to the process, as one. */
export const PLATFORM = Symbol('Platform');
export const PORTS = Symbol('Ports');
export const REQUESTS = Symbol('Requests');
export const CONFIGURATION = Symbol('Configuration');
export const LOGGER = Symbol('Logger');
export const METRICS = Symbol('Metrics');
export const CLOCK = Symbol('Clock');
export const HEALTH = Symbol('Health');
/** Decides a command for this service: `(envelope: CommandEnvelope) => Promise<CommandAnswer>`. */
export const DISPATCH = Symbol('Dispatch');
