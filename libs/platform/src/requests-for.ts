import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPLY_TOPIC, REQUEST_TOPICS } from '@libs/contracts';
import { isPassingFault, type RequestHooks, type RequestTransport } from '@libs/event-bus';
import { inProcessRequests } from '@libs/event-bus/in-process';
import { assert } from '@libs/kernel';
import { kafkaSettingsOf } from './bus-for.js';
import type { Configuration } from './configuration.js';
import { errorFields, type Logger } from './logging.js';
import { requestsOver, type Requests } from './requests.js';

/** The way of requests, and how an application's controllers are put at its end. */
export interface RequestsChosen extends Pick<RequestTransport, 'attach'> {
  readonly requests: Requests;
}

/** Controllers cannot tell how requests travel. */
export async function requestsFor(
  configuration: Pick<Configuration, 'requests' | 'kafka'>,
  logger: Logger,
): Promise<RequestsChosen> {
  const transport = await transportFor(configuration, logger);
  return { requests: requestsOver(transport), attach: transport.attach };
}

async function transportFor(
  { requests, kafka }: Pick<Configuration, 'requests' | 'kafka'>,
  logger: Logger,
): Promise<RequestTransport> {
  switch (requests.kind) {
    case 'in-process':
      return inProcessRequests();
    case 'kafka': {
      assert(kafka !== undefined, 'the address of Kafka is configured');
      const { kafkaRequests } = await import('@libs/event-bus/kafka');
      return kafkaRequests({
        kafka: await kafkaSettingsOf(kafka),
        requestTopics: Object.values(REQUEST_TOPICS),
        replyTopic: REPLY_TOPIC,
        partitions: kafka.partitions,
        replication: kafka.replication,
        partitionsAtOnce: requests.partitionsAtOnce,
        hooks: {
          ...hooksFor(logger),
          onAway: ({ group: topic, error }) =>
            logger.error('requests cannot travel', { topic, ...errorFields(error) }),
          onBack: () => logger.info('requests travel again'),
          onDriverLog: (message, fields) =>
            logger.debug('Kafka says', { said: message, ...fields }),
        },
      });
    }
    case 'tcp': {
      const { tcpRequests } = await import('@libs/event-bus/tcp');
      const { places, listen, tlsDirectory } = requests;
      return tcpRequests({
        places,
        ...(listen !== undefined && { listen }),
        ...(tlsDirectory !== undefined && { tls: await certificatesIn(tlsDirectory) }),
        hooks: hooksFor(logger),
      });
    }
  }
}

/** Where the caller is another process, a bug would be seen by nobody who has its stack. */
function hooksFor(logger: Logger): RequestHooks {
  return {
    onError: ({ topic, error }) => {
      if (!isPassingFault(error)) logger.error('request failed', { topic, ...errorFields(error) });
    },
  };
}

async function certificatesIn(directory: string) {
  const [ca, cert, key] = await Promise.all(
    ['ca.crt', 'tls.crt', 'tls.key'].map((name) => readFile(join(directory, name), 'utf8')),
  );
  assert(ca !== undefined && cert !== undefined && key !== undefined, 'each file was read');
  return { ca, cert, key };
}
