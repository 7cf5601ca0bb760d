import 'reflect-metadata';
import type { RequestTransport } from '@libs/event-bus';
import { kafkaRequests } from '@libs/event-bus/kafka';
import { tcpRequests } from '@libs/event-bus/tcp';
import type { CommandAnswer } from '@libs/kernel';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';

/** The process that takes requests, and how both ends are made. */
export interface RequestsPlace {
  readonly brokers: readonly string[];
  readonly prefix: string;
  readonly port: number;
}

export interface ServerOptions extends RequestsPlace {
  readonly kind: 'kafka' | 'tcp';
}

export const TOPIC = 'refunds.requests';

export const overKafka = ({ brokers, prefix }: RequestsPlace): RequestTransport =>
  kafkaRequests({
    kafka: { brokers, prefix, clientId: 'bench' },
    requestTopics: [TOPIC],
    replyTopic: 'requests.replies',
    partitions: 6,
    replication: 1,
    partitionsAtOnce: 6,
  });

export function overTcp({ port }: RequestsPlace): RequestTransport {
  const listen = { host: '127.0.0.1', port };
  return tcpRequests({ places: { [TOPIC]: [listen] }, listen });
}

/** Answers at once: what is measured is the way. */
@Controller()
class AnsweringController {
  @MessagePattern(TOPIC)
  answer(): CommandAnswer {
    return { outcome: 'unknown' };
  }
}

@Module({ controllers: [AnsweringController] })
class AnsweringModule {}

const [, , given] = process.argv;
if (process.send !== undefined && given !== undefined) {
  const options = JSON.parse(given) as ServerOptions;
  const app = await NestFactory.create(AnsweringModule, new FastifyAdapter(), { logger: false });
  (options.kind === 'kafka' ? overKafka(options) : overTcp(options)).attach(app);
  await app.startAllMicroservices();
  process.send('ready');
}
