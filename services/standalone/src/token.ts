import { readConfiguration } from '@libs/platform';
import { DEMO_USERS } from './demo/demo-users.js';
import { tokenFor } from './token-for.js';

/** `npm run token -- <user>` prints a token and nothing else, so that a shell can take it. */
try {
  const [userId] = process.argv.slice(2);
  if (userId === undefined) {
    const users = DEMO_USERS.map((user) => `  ${user.userId.padEnd(14)}${user.roles.join(', ')}`);
    throw new Error(`say whose token: npm run --silent token -- <user>\n${users.join('\n')}`);
  }
  process.stdout.write(`${await tokenFor(readConfiguration(process.env), userId)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
