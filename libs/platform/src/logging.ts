import { pino, type DestinationStream } from 'pino';
import type { LogLevel } from './settings.js';

/**
 * Log lines are events of operation: a constant message and named fields. Fields are plain
 * values, so that nobody logs an event, a command or a document whole.
 */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export interface LogFields {
  readonly [name: string]: string | number | boolean | undefined;
}

/** What may be told of an error: never its whole object, which may hold what a caller sent. */
export function errorFields(error: unknown): LogFields {
  if (typeof error !== 'object' || error === null) return { error: typeof error };
  const { name, message, stack, code, cause } = error as Partial<Error> & { code?: unknown };
  return {
    error: String(name),
    reason: String(message),
    ...(typeof code === 'string' && { code }),
    ...(stack !== undefined && { stack }),
    ...(cause instanceof Error && { cause: `${cause.name}: ${cause.message}` }),
  };
}

/** Writes lines of JSON; to standard output unless told otherwise. */
export function jsonLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  const lines = destination === undefined ? pino(options) : pino(options, destination);
  return {
    debug: (message, fields = {}) => lines.debug(presentable(fields), message),
    info: (message, fields = {}) => lines.info(presentable(fields), message),
    warn: (message, fields = {}) => lines.warn(presentable(fields), message),
    error: (message, fields = {}) => lines.error(presentable(fields), message),
  };
}

/** Says nothing; for specs. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Names of fields that are personal or secret wherever they appear. */
const HIDDEN: ReadonlySet<string> = new Set(
  [
    'name',
    'buyer',
    'buyerName',
    'delivery',
    'payerName',
    'email',
    'buyerEmail',
    'phone',
    'address',
    'postalCode',
    'description',
    'internalNote',
    'iban',
    'secretKey',
    'masterKey',
    'password',
    'token',
    'authorization',
    'cookie',
    'body',
  ].map((name) => name.toLowerCase()),
);

const TEXT_MAX = 4000;

function presentable(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (HIDDEN.has(name.toLowerCase())) return [name, '[hidden]'];
      return [name, typeof value === 'string' ? shortened(value) : value];
    }),
  );
}

/** Bearer tokens are long and look alike; a text that quotes one is cut where it begins. */
const shortened = (text: string): string =>
  text.slice(0, TEXT_MAX).replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/gu, '[hidden]');
