import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fetched, fromEnvironment, type Found, type Way } from './engine.js';
import { inContainer } from './container.js';
import { classPath, wanted } from './maven.js';
import { freePort, startServer } from './server-process.js';

/** Another one is asked for with `KAFKA_VERSION`: 3.9 and 4.x are there. */
const VERSION = process.env['KAFKA_VERSION'] ?? '3.9.1';
const IMAGE = `apache/kafka:${VERSION}`;

const container = inContainer(IMAGE, async ({ GenericContainer, Wait }, image) => {
  // Clients are told the address to come back to, so the port outside must be known before.
  const port = await freePort();
  const running = await new GenericContainer(image)
    .withExposedPorts({ container: port, host: port })
    .withEnvironment(environmentOf(settingsFor({ port, controllerPort: port + 1, data: '' })))
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/u))
    .start();
  return {
    product: `Kafka of ${image}`,
    url: `${running.getHost()}:${port}`,
    stop: async () => void (await running.stop()),
  };
});

const installed: Way = {
  source: 'installed',
  find: async () => {
    await wanted('kafka-storage.sh', ['--help']);
    return started('an installed Kafka', {
      format: ['kafka-storage.sh'],
      serve: ['kafka-server-start.sh'],
    });
  },
};

const fromMaven = fetched(async () => {
  await wanted('java', ['-version']);
  const jars = await classPath([`org.apache.kafka:kafka_2.13:${VERSION}`]);
  return started(`Kafka ${VERSION}`, {
    format: ['java', ...SMALL, '-cp', jars, 'kafka.tools.StorageTool'],
    serve: ['java', ...SMALL, '-cp', jars, 'kafka.Kafka'],
  });
});

/** A broker of tests is short-lived: it is to start soon and to take little. */
const SMALL = ['-Xms64m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** One node, broker and controller in one, on the loopback interface. */
async function started(
  product: string,
  words: { readonly format: readonly string[]; readonly serve: readonly string[] },
): Promise<Found> {
  const controllerPort = await freePort();
  const { place, ...server } = await startServer({
    name: 'kafka',
    command: '/bin/sh',
    words: ({ port, directory }) => {
      const data = join(directory, 'data');
      const file = join(directory, 'server.properties');
      mkdirSync(data, { recursive: true });
      writeFileSync(file, propertiesOf(settingsFor({ port, controllerPort, data })));
      const format = [...words.format, 'format', '--ignore-formatted', '-t', CLUSTER, '-c', file];
      return ['-c', `${quoted(format)} && exec ${quoted([...words.serve, file])}`];
    },
    answers: ({ port }) => answers(port),
  });
  return { ...server, product, url: `127.0.0.1:${place.port}` };
}

const CLUSTER = 'bWVyY2hhbnRFeHRyYW5ldA';

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

type Settings = Readonly<Record<string, string>>;

function settingsFor(place: {
  readonly port: number;
  readonly controllerPort: number;
  readonly data: string;
}): Settings {
  const { port, controllerPort, data } = place;
  const host = data === '' ? '0.0.0.0' : '127.0.0.1';
  return {
    ...(data !== '' && { 'log.dirs': data }),
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://${host}:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    // Topics are made by those who declare them, never by a misspelt name.
    'auto.create.topics.enable': 'false',
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000',
    'offsets.topic.num.partitions': '1',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.num.partitions': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'log.cleaner.dedupe.buffer.size': '2097152',
  };
}

const propertiesOf = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** As the image of the project takes them: `KAFKA_LOG_DIRS`. */
const environmentOf = (settings: Settings): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      `KAFKA_${name.toUpperCase().replaceAll('.', '_')}`,
      value,
    ]),
  );

/** `ApiVersions`, version 0, correlation 7, no client id: the first word of every client. */
const GREETING = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, 0xff, 0xff]);
const ANSWER_MS_MAX = 1000;

/** A broker listens before it serves; one that serves tells which requests it knows. */
async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    const signal = AbortSignal.timeout(ANSWER_MS_MAX);
    await once(socket, 'connect', { signal });
    socket.write(GREETING);
    const [answer] = (await once(socket, 'data', { signal })) as [Buffer];
    return answer.readInt16BE(8) === 0;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Kafka, by itself or in a container: one node that keeps a controller beside the broker. */
export const kafka: readonly Way[] = [
  fromEnvironment('KAFKA_BROKERS'),
  container,
  installed,
  fromMaven,
];
