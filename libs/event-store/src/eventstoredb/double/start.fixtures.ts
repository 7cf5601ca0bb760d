import { promisify } from 'node:util';
import grpcStreams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { doubleLog, type DoubleLog } from './log.fixtures.js';
import { loopbackTo, type Loopback } from './loopback.fixtures.js';
import { streamsService, type Asked, type Mood } from './streams-service.fixtures.js';

/** A server that behaves as EventStoreDB was seen to, in this process, for specs. */
export interface Double {
  readonly url: string;
  readonly log: DoubleLog;
  readonly network: Loopback;
  readonly mood: Mood;
  readonly asked: Asked;
  /** Drops every live subscription as too slow; answers how many these were. */
  readonly dropLive: () => number;
  /** Tells the live subscriptions nothing more, and not that. */
  readonly hushLive: () => void;
  readonly stop: () => Promise<void>;
}

export async function startDouble(): Promise<Double> {
  const log = doubleLog();
  const mood: Mood = {
    tellsPosition: true,
    isReady: true,
    refusesCredentials: false,
    knowsRepeats: true,
    answers: Promise.resolve(),
  };
  const asked: Asked = {
    appends: 0,
    subscriptions: 0,
    open: new Set(),
    reads: new Set(),
    authorizations: [],
  };
  const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
  server.addService(grpcStreams.StreamsService, streamsService(log, mood, asked));
  const bind = promisify(server.bindAsync.bind(server));
  const port = await bind('127.0.0.1:0', ServerCredentials.createInsecure());
  const network = await loopbackTo(port);
  return {
    url: `esdb://127.0.0.1:${network.port}?tls=false`,
    log,
    network,
    mood,
    asked,
    dropLive: () => {
      const live = [...asked.open].filter(({ isLive }) => isLive());
      for (const { drop } of live) drop();
      return live.length;
    },
    hushLive: () => {
      for (const { hush } of asked.open) hush();
    },
    stop: async () => {
      await network.cut();
      server.forceShutdown();
    },
  };
}
