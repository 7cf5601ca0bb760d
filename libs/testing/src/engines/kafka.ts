import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fetched, fromEnvironment, type Found, type Way } from './engine.js';
import { inContainer } from './container.js';
import {
  environmentOf,
  propertiesOf,
  settingsFor,
  usersOf,
  type KafkaSecurity,
} from './kafka-settings.js';
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
    .withEnvironment(
      environmentOf(settingsFor({ port, controllerPort: port + 1, ownPort: port + 2 }, '')),
    )
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/u))
    .start();
  return {
    product: `Kafka of ${image}`,
    url: `${running.getHost()}:${port}`,
    stop: async () => void (await running.stop()),
  };
});

const installed = (security?: KafkaSecurity): Way => ({
  source: 'installed',
  find: async () => {
    await wanted('kafka-storage.sh', ['--help']);
    const words = { format: ['kafka-storage.sh'], serve: ['kafka-server-start.sh'] };
    return started('an installed Kafka', words, security);
  },
});

const fromMaven = (security?: KafkaSecurity): Way =>
  fetched(async () => {
    await wanted('java', ['-version']);
    const jars = await classPath([`org.apache.kafka:kafka_2.13:${VERSION}`]);
    const words = {
      format: ['java', ...SMALL, '-cp', jars, 'kafka.tools.StorageTool'],
      serve: ['java', ...SMALL, '-cp', jars, 'kafka.Kafka'],
    };
    return started(`Kafka ${VERSION}`, words, security);
  });

/** A broker of tests is short-lived: it is to start soon and to take little. */
const SMALL = ['-Xms64m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** One node, broker and controller in one, on the loopback interface. */
async function started(
  product: string,
  words: { readonly format: readonly string[]; readonly serve: readonly string[] },
  security?: KafkaSecurity,
): Promise<Found> {
  const [controllerPort, ownPort] = [await freePort(), await freePort()];
  const users = security === undefined ? [] : usersOf(security);
  const { place, ...server } = await startServer({
    name: 'kafka',
    command: '/bin/sh',
    words: ({ port, directory }) => {
      const data = join(directory, 'data');
      const file = join(directory, 'server.properties');
      mkdirSync(data, { recursive: true });
      writeFileSync(
        file,
        propertiesOf(settingsFor({ port, controllerPort, ownPort }, data, security)),
      );
      const format = [...words.format, 'format', '--ignore-formatted', '-t', CLUSTER, '-c', file];
      format.push(...users);
      return ['-c', `${quoted(format)} && exec ${quoted([...words.serve, file])}`];
    },
    answers: ({ port }) => answers(security === undefined ? port : ownPort),
  });
  return { ...server, product, url: `127.0.0.1:${place.port}` };
}

const CLUSTER = 'bWVyY2hhbnRFeHRyYW5ldA';

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

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
  installed(),
  fromMaven(),
];

/** A broker of one spec alone that takes only whom it knows. */
export const kafkaFor = (security: KafkaSecurity): readonly Way[] => [
  installed(security),
  fromMaven(security),
];
