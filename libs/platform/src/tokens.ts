/** Injection tokens: what controllers may ask for. */
export const PORTS = Symbol('Ports');
export const REQUESTS = Symbol('Requests');
export const CONFIGURATION = Symbol('Configuration');
export const LOGGER = Symbol('Logger');
export const METRICS = Symbol('Metrics');
/** Decides a command for this service: `(envelope: CommandEnvelope) => Promise<CommandAnswer>`. */
export const DISPATCH = Symbol('Dispatch');
