import assert from 'node:assert';
import { Unhandleable } from '@libs/event-bus';
import { z } from '@libs/kernel';
import { errorFields, jsonLogger } from './logging.js';
import { nestLogger } from './nest-logger.js';

function written(level: 'info' | 'warn' = 'info') {
  const lines: string[] = [];
  const logger = jsonLogger(level, { write: (line) => void lines.push(line) });
  return { logger, lines, parsed: () => lines.map((line) => JSON.parse(line) as object) };
}

describe('a log line', () => {
  it('is a constant message with named fields and a time', () => {
    const { logger, parsed } = written();
    logger.info('projector stopped', { view: 'transfers', position: '7' });
    expect(parsed()).toEqual([
      {
        level: 30,
        time: expect.stringMatching(/Z$/u),
        message: 'projector stopped',
        view: 'transfers',
        position: '7',
      },
    ]);
  });

  it('is not written below the level that is set', () => {
    const { logger, lines } = written('warn');
    logger.info('started');
    logger.warn('late');
    expect(lines).toHaveLength(1);
  });

  it('hides what is personal or secret', () => {
    const { logger, lines } = written();
    logger.info('order received', {
      buyerName: 'Antti',
      Email: 'a@b.example',
      secretKey: '112233',
    });
    expect(lines.join()).not.toMatch(/Antti|a@b|112233/u);
  });

  it('hides a token that an error quotes', () => {
    const { logger, lines } = written();
    const error = new Unhandleable('bad token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln');
    logger.warn('sign-in failed', errorFields(error));
    expect(lines.join()).not.toContain('eyJ');
  });
});

describe('the fields of an error', () => {
  it('name it and its cause, and nothing else that it carries', () => {
    const cause = Object.assign(new Error('write EPIPE'), { syscall: 'write' });
    const error = Object.assign(new Unhandleable('no contract declares it', { cause }), {
      code: 'E1',
      body: 'secret',
    });
    expect(errorFields(error)).toEqual({
      error: 'Unhandleable',
      reason: 'no contract declares it',
      code: 'E1',
      stack: expect.stringMatching(/^ {4}at /u),
      cause: 'Error: write EPIPE',
    });
  });

  it('have the number that an engine gives it, though its words are hidden', () => {
    const given = { name: 'MongoServerError', code: 11000 };
    const error = Object.assign(new Error('duplicate key "Matti"'), given);
    expect(errorFields(error)).toMatchObject({ reason: '[hidden]', code: 11000 });
  });

  it.each([
    ['a parser', () => JSON.parse('{"name": Matti}') as unknown],
    ['the language', () => Object.assign('Matti', { 0: 'x' })],
    ['an assertion of node', () => assert.equal('Matti', 'Maija')],
    [
      'a contract',
      () =>
        z
          .string()
          .refine(() => false, 'Matti')
          .parse('x'),
    ],
    [
      'anybody',
      () => {
        throw new Error('Matti\n    and Maija');
      },
    ],
  ])('never quote the words of %s, nor above the stack', (_whose, failing) => {
    const { logger, lines } = written();
    try {
      failing();
    } catch (error) {
      logger.error('bus waits', errorFields(new Unhandleable('x', { cause: error })));
      logger.error('bus waits', errorFields(error));
    }
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toMatch(/Matti|Maija/u);
    expect(lines.join()).toContain('logging.spec');
  });

  it('hide a token that the end of a long text has cut', () => {
    const { logger, lines } = written();
    logger.info('late', { text: `${'a '.repeat(1990)}eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln` });
    expect(lines.join()).not.toContain('eyJ');
  });

  it('say what was thrown instead', () => expect(errorFields('text')).toEqual({ error: 'string' }));
});

describe('what nest says', () => {
  it('becomes a line with a constant message', () => {
    const { logger, parsed } = written();
    nestLogger(logger).warn('Slow module', 'NestFactory');
    expect(parsed()).toEqual([
      expect.objectContaining({ message: 'nest warns', text: 'Slow module', room: 'NestFactory' }),
    ]);
  });

  it('of its start is for those who debug', () => {
    const { logger, lines } = written();
    nestLogger(logger).log('Mapped {/v1/orders, POST} route', 'RouterExplorer');
    expect(lines).toEqual([]);
  });
});
