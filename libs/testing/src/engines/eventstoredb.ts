import { fromEnvironment, type Way } from './engine.js';
import { inContainer } from './container.js';

const IMAGE = `eventstore/eventstore:${process.env['EVENTSTORE_VERSION'] ?? '24.10'}`;
const PORT = 2113;

/** One node that keeps its log in memory, without TLS and without users. */
const container = inContainer(IMAGE, async ({ GenericContainer, Wait }, image) => {
  const running = await new GenericContainer(image)
    .withExposedPorts(PORT)
    .withEnvironment({
      EVENTSTORE_INSECURE: 'true',
      EVENTSTORE_MEM_DB: 'true',
      EVENTSTORE_CLUSTER_SIZE: '1',
      EVENTSTORE_RUN_PROJECTIONS: 'None',
    })
    .withWaitStrategy(Wait.forHttp('/health/live', PORT).forStatusCode(204))
    .start();
  return {
    product: `EventStoreDB of ${image}`,
    url: `esdb://${running.getHost()}:${running.getMappedPort(PORT)}?tls=false`,
    stop: async () => void (await running.stop()),
  };
});

/** EventStoreDB or KurrentDB. No package registry has a server: where none is, a double stands in. */
export const eventstoredb: readonly Way[] = [fromEnvironment('EVENTSTORE_URL'), container];
