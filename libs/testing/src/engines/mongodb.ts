import { fileURLToPath } from 'node:url';
import { fetched, fromEnvironment, type Way } from './engine.js';
import { inContainer } from './container.js';
import { classPath, wanted } from './maven.js';
import { listens, startServer, type ServerPlan } from './server-process.js';

const IMAGE = 'mongo:8';
const PORT = 27017;

const container = inContainer(IMAGE, async ({ GenericContainer }, image) => {
  const running = await new GenericContainer(image).withExposedPorts(PORT).start();
  return {
    product: `MongoDB of ${image}`,
    url: `mongodb://${running.getHost()}:${running.getMappedPort(PORT)}`,
    stop: async () => void (await running.stop()),
  };
});

const installed: Way = {
  source: 'installed',
  find: async () => {
    await wanted('mongod', ['--version']);
    return started('an installed mongod', {
      name: 'mongod',
      command: 'mongod',
      words: ({ port, directory }) =>
        ['--bind_ip', '127.0.0.1', '--port', String(port)].concat('--dbpath', directory),
      answers: ({ port }) => listens(port),
    });
  },
};

const VERSION = '1.47.0';

/** A double that speaks MongoDB's wire protocol and keeps what it is told in an H2 file. */
const double = fetched(async () => {
  await wanted('java', ['-version']);
  const jars = await classPath([
    `de.bwaldvogel:mongo-java-server:${VERSION}`,
    `de.bwaldvogel:mongo-java-server-h2-backend:${VERSION}`,
  ]);
  const runner = fileURLToPath(new URL('MongoJavaServer.java', import.meta.url));
  return started(`mongo-java-server ${VERSION}`, {
    name: 'mongo-java-server',
    command: 'java',
    words: ({ port, directory }) => ['-cp', jars, runner, String(port), `${directory}/data`],
    answers: ({ port }) => listens(port),
  });
});

async function started(product: string, plan: ServerPlan) {
  const { place, ...server } = await startServer(plan);
  return { ...server, product, url: `mongodb://127.0.0.1:${place.port}` };
}

/** MongoDB, or what speaks its wire protocol; docs/engines.md says what each of them proves. */
export const mongodb: readonly Way[] = [
  fromEnvironment('MONGODB_URL'),
  container,
  installed,
  double,
];
