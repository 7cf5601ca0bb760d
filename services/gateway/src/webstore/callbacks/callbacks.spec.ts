import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callingIn, callShop } from './call-shop.js';
import { isPublicAddress } from './public-address.js';

describe('an address that a shop may have', () => {
  it.each(['8.8.8.8', '185.199.108.153', '2606:4700::6810:84e5'])('is %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ...['127.0.0.1', '127.255.0.1', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255'],
    ...[
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::1',
      '::',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      'fe80::1',
      'fc00::1',
      'fd12::1',
      'ff02::1',
    ],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', 'localhost', '', '1'],
  ])('is not %s', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('calling a shop', () => {
  let server: Server;
  let address: string;
  const paths: string[] = [];
  const calling = { ...callingIn('test'), timeoutMs: 500 };

  beforeAll(async () => {
    server = createServer((request, response) => {
      paths.push(`${request.method} ${request.url}`);
      if (request.url === '/slow') return;
      const status = Number(request.url?.slice(1, 4));
      response.writeHead(status, { location: '/200' }).end('x'.repeat(100_000));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.closeAllConnections());
  afterAll(() => server.close());

  it.each([200, 404, 503])('hears its status %i', async (status) =>
    expect(await callShop(`${address}/${status}`, calling)).toEqual({ status }),
  );

  it('follows no redirect', async () => {
    paths.length = 0;
    expect(await callShop(`${address}/302?pmt_id=1`, calling)).toEqual({ status: 302 });
    expect(paths).toEqual(['GET /302?pmt_id=1']);
  });

  it('waits no longer than it may', async () =>
    expect(await callShop(`${address}/slow`, calling)).toEqual({ fault: 'timed-out' }));

  it('says that nobody is there', async () =>
    expect(await callShop('http://127.0.0.1:9/', calling)).toEqual({ fault: 'unreachable' }));

  it.each(['http://127.0.0.1:9/', 'http://[::1]:9/', 'http://localhost:9/', 'http://0x7f.1:9/'])(
    'never reaches %s in production',
    async (forbidden) => {
      const outcome = await callShop(forbidden, callingIn('production'));
      expect(outcome).toEqual({ fault: 'address-not-allowed' });
    },
  );
});
