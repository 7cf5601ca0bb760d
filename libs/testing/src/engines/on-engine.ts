import { get } from 'node:http';
import type { Engine, EngineName, SkippedEngine } from './engine.js';

/** An engine that all specs of the run share: nobody stops it, nobody harms it. */
export type SharedEngine = Omit<Engine, 'stop' | 'process'>;

/**
 * Runs a suite on an engine, started once per test run; where it cannot be had, one skipped
 * test says so by name. A spec awaits it at the top: `await onEngine('mongodb', ({ url }) => …)`.
 */
export async function onEngine(
  name: EngineName,
  suite: (engine: SharedEngine) => void,
): Promise<void> {
  const engine = await asked(name);
  if ('skipped' in engine)
    describe(name, () => it.skip(`is not there: ${engine.skipped}`, () => undefined));
  else describe(`on ${engine.product}`, () => suite(engine));
}

/** Asks the process of the test run, which `setup.mjs` made ready to answer. */
function asked(name: EngineName): Promise<SharedEngine | SkippedEngine> {
  const address = process.env['ENGINES_AT'];
  if (address === undefined)
    return Promise.resolve({ name, skipped: 'this test run keeps no engines' });
  return new Promise((resolve, reject) => {
    // A connection that is kept may be closed by the time a busy spec file asks again.
    get(`${address}/${name}`, { agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => resolve(JSON.parse(text) as SharedEngine | SkippedEngine));
      answer.on('error', reject);
    }).on('error', reject);
  });
}
