import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A shell in which a person tries the lines of a document, from top to bottom. */
export interface Shell {
  /** Runs lines; resolves with what they wrote. */
  run(lines: string): Promise<string>;
  end(): Promise<void>;
}

const DONE = '@done@';

export function shellWith(environment: Readonly<Record<string, string>>): Shell {
  const bash = spawn('bash', {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(bash, 'exit');
  bash.stdout.setEncoding('utf8');
  return {
    run: async (lines) => {
      let written = '';
      bash.stdin.write(`${lines}\necho; echo ${DONE}\n`);
      while (!written.endsWith(`\n${DONE}\n`)) {
        const [part] = await Promise.race([once(bash.stdout, 'data'), ended]);
        if (typeof part !== 'string') throw new Error(`the shell ended after: ${written}`);
        written += part;
      }
      return written.slice(0, -`\n${DONE}\n`.length);
    },
    end: async () => {
      bash.stdin.end();
      await ended;
    },
  };
}
