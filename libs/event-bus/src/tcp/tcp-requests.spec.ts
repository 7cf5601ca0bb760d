import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { REQUEST_TOPICS, TOPIC } from '../contract/requests.fixtures.js';
import { requestsContract } from '../requests.contract.js';
import { tcpRequests } from './index.js';

requestsContract('over TCP', async (limits) => {
  const listen = { host: '127.0.0.1', port: await freePort() };
  const here = REQUEST_TOPICS.filter((topic) => topic !== 'risk.requests');
  const places = Object.fromEntries(here.map((topic) => [topic, [listen]]));
  return tcpRequests({ places, listen, limits });
});

describe('requests over TCP', () => {
  it('fail at once where nobody listens: nothing was done', async () => {
    const place = { host: '127.0.0.1', port: await freePort() };
    const requests = tcpRequests({ places: { [TOPIC]: [place] } });
    const asked = requests.send(TOPIC, 'k', {} as never, { deadlineMs: 5000 });
    await expect(asked).rejects.toMatchObject({ name: 'RequestsUnavailable' });
    await requests.close();
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // An address of the internet, not a path.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
