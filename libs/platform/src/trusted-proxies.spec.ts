import { readTrustedProxies } from './trusted-proxies.js';

describe('proxies that are trusted', () => {
  it('are addresses and networks of both kinds', () =>
    expect(readTrustedProxies('10.0.0.0/8, 192.0.2.7,::1,fc00::/7')).toEqual([
      ...['10.0.0.0/8', '192.0.2.7', '::1', 'fc00::/7'],
    ]));

  it.each(['', '10.0.0.0/33', '::1/129', 'proxy.example', '10.0.0.0/8,', '1.2.3', '/8', 'true'])(
    'are not %j',
    (given) => expect(() => readTrustedProxies(given)).toThrow(),
  );
});
