import { OURS, query, runWebstore, type RunningWebstore } from '../webstore.fixtures.js';

/** As often as anybody may fail in a minute. */
const TIMES = 10;

describe('a limit of attempts', () => {
  let gateway: RunningWebstore;
  const run = async (settings: Readonly<Record<string, string>>) => {
    gateway = await runWebstore({ settings });
  };
  afterEach(() => gateway.close());

  const from = async (address: string, headers = {}) =>
    (
      await gateway.post('/PaymentStatusQuery.pmt', query(), {
        'x-forwarded-for': address,
        ...headers,
      })
    ).status;
  const failAsOftenAsMayBe = async (address: string) => {
    for (let time = 0; time < TIMES; time += 1) expect(await from(address)).toBe(200);
    expect(await from(address)).toBe(429);
  };

  it('counts callers behind a proxy that is trusted each for themselves', async () => {
    await run({ EXTRANET_TRUSTED_PROXIES: '127.0.0.1,::1' });
    await failAsOftenAsMayBe('192.0.2.1');
    expect(await from('192.0.2.2', OURS)).toBe(200);
    expect(await from('192.0.2.1', OURS)).toBe(429);
  });

  it('takes nobody else at their word', async () => {
    await run({});
    await failAsOftenAsMayBe('192.0.2.1');
    expect(await from('192.0.2.2')).toBe(429);
  });
});
