/** Jest's global set-up: answers the specs that ask for an engine, and starts it when first asked. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const RUN_TYPESCRIPT = new URL('../run-typescript.mjs', import.meta.url).href;
const KEEPER = fileURLToPath(new URL('keeper.ts', import.meta.url));

export default async function keepEngines() {
  const kept = new Map();
  const server = createServer((request, response) => {
    const name = request.url.slice(1);
    if (!kept.has(name)) kept.set(name, keep(name));
    void kept.get(name).said.then((line) => response.end(line));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  process.env.ENGINES_AT = `http://127.0.0.1:${server.address().port}`;
  globalThis.engines = { kept, server };
}

/** A process that finds the engine, says one line about it, and ends it when its input ends. */
function keep(name) {
  const words = ['--no-warnings', '--import', RUN_TYPESCRIPT, KEEPER, name];
  const keeper = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(keeper, 'exit');
  const said = new Promise((resolve) => {
    let text = '';
    keeper.stdout.setEncoding('utf8');
    keeper.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.endsWith('\n')) resolve(text);
    });
    const skipped = 'the process that looks for it has failed';
    void ended.then(() => resolve(JSON.stringify({ name, skipped })));
  });
  return { keeper, said, ended };
}
