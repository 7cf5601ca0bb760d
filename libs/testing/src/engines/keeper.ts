import { once } from 'node:events';
import { findEngine } from './engine.js';
import { isEngineName, waysOf } from './ways.js';

/**
 * A process that keeps one engine for a test run: says on one line what it found, and stops it
 * when its input ends, which it does with the run, however that ends.
 */
const name = process.argv[2];
if (!isEngineName(name)) throw new Error(`there is no engine named ${name}`);
process.on('SIGINT', () => undefined); // Ctrl-C reaches all; the run then ends our input.

const engine = await findEngine(name, await waysOf(name));
const told =
  'skipped' in engine
    ? engine
    : { name, source: engine.source, product: engine.product, url: engine.url };
process.stdout.write(`${JSON.stringify(told)}\n`);

process.stdin.resume();
await once(process.stdin, 'end');
if (!('skipped' in engine)) await engine.stop();
process.exit(0);
