import type { LoggerService } from '@nestjs/common';
import { placesIn, wordsOf, type LogFields, type Logger } from './logging.js';

/** Nest's own lines in the form of ours; those of its start are for who debugs it. */
export function nestLogger(logger: Logger): LoggerService {
  return {
    log: (...said: readonly unknown[]) => logger.debug('nest says', fieldsOf(said)),
    verbose: (...said: readonly unknown[]) => logger.debug('nest says', fieldsOf(said)),
    debug: (...said: readonly unknown[]) => logger.debug('nest says', fieldsOf(said)),
    warn: (...said: readonly unknown[]) => logger.warn('nest warns', fieldsOf(said)),
    error: (...said: readonly unknown[]) => logger.error('nest failed', fieldsOf(said)),
    fatal: (...said: readonly unknown[]) => logger.error('nest failed', fieldsOf(said)),
  };
}

/** Nest hands on a text, then a stack where there is one, then the name of who speaks. */
function fieldsOf([text, ...rest]: readonly unknown[]): LogFields {
  const texts = rest.filter((each) => typeof each === 'string');
  const [stack] = texts.length > 1 ? texts : [];
  const room = texts.at(-1);
  return {
    text: text instanceof Error ? `${text.name}: ${wordsOf(text)}` : String(text),
    ...(room !== undefined && { room }),
    ...(stack !== undefined && { stack: placesIn(stack) }),
  };
}
