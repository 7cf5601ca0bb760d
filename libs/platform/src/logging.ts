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

/**
 * What may be told of an error: never its whole object, which may hold what a caller sent, and
 * its words only where they are ours or an engine's. Those of any other error may quote a value
 * ("Matti" is not valid JSON), so its name and place have to do.
 */
export function errorFields(error: unknown): LogFields {
  if (typeof error !== 'object' || error === null) return { error: typeof error };
  const { name, stack, code, cause } = error as Partial<Error> & { code?: unknown };
  return {
    error: String(name),
    reason: wordsOf(error),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(stack !== undefined && { stack: placesIn(stack) }),
    ...(cause instanceof Error && { cause: `${cause.name}: ${wordsOf(cause)}` }),
  };
}

/** The words of an error, where they quote nothing that a person sent. */
export const wordsOf = (error: object): string =>
  speaksOfNobody(error) ? String((error as Partial<Error>).message) : '[hidden]';

/** Errors of our own, whose words name events, fields and codes only (docs/adr/0010). */
const OWN: ReadonlySet<string> = new Set([
  'AppendTooLarge',
  'AssertionError',
  'BusTaken',
  'EventBusUnavailable',
  'EventNotApplied',
  'EventStoreUnavailable',
  'InputRefused',
  'KeyStoreUnavailable',
  'KeysMissing',
  'KeysOfAnotherLog',
  'LogTooOld',
  'MalformedCommand',
  'MasterKeyDiffers',
  'MasterKeyUnusable',
  'MessageNotParked',
  'MessageRefused',
  'NotSettled',
  'PositionBeyondEnd',
  'Problem',
  'RequestQueueFull',
  'RequestTimedOut',
  'RequestsUnavailable',
  'SealBroken',
  'SignInUnavailable',
  'TokenRefused',
  'Unhandleable',
  'ViewBehind',
  'ViewMoved',
  'ViewsOfAnotherLog',
  'ViewStoreUnavailable',
  'WrongRevision',
]);

function speaksOfNobody(error: object): boolean {
  const { name, code, syscall } = error as {
    readonly [Field in 'name' | 'code' | 'syscall']?: unknown;
  };
  // Node's own assertions have the name of ours, and quote what they compare.
  if (code === 'ERR_ASSERTION') return false;
  const isOfAnEngine = typeof code === 'string' && code.startsWith('SQLITE_');
  return OWN.has(String(name)) || isOfAnEngine || typeof syscall === 'string';
}

/** A stack without the words above it: where it was, one line a call. */
export const placesIn = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^ {4}at /u.test(line))
    .join('\n');

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

/** Bearer tokens are long and look alike, also one that the end of a text has cut. */
const shortened = (text: string): string =>
  text.slice(0, TEXT_MAX).replace(/\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}/gu, '[hidden]');
