import { startDouble } from './start.fixtures.js';

/** The double in a process of its own: it says where it listens, and ends with its input. */
const { url } = await startDouble();
process.stdin.once('end', () => process.exit(0));
process.stdin.resume();
process.stdout.write(url);
