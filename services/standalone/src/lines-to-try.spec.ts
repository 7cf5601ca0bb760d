import { resolve } from 'node:path';
import { linesToTry } from './lines-to-try.js';

const lines = (extent: 'all' | 'merchants', dataDirectory = resolve('data')) =>
  linesToTry({ address: 'http://here:3000', configuration: { dataDirectory } }, { extent }).join(
    '\n',
  );

describe('the lines to try after the start', () => {
  it('refund an order where there are orders', () => {
    expect(lines('all')).toContain('"http://here:3000/v1/orders/$ORDER/refunds"');
    expect(lines('all').match(/^ {2}curl/gmu)).toHaveLength(3);
  });

  it('bring an order in where there are none', () => {
    expect(lines('merchants')).not.toContain('$ORDER');
    expect(lines('merchants')).toContain('"http://here:3000/v1/orders"');
    expect(lines('merchants').match(/^ {2}curl/gmu)).toHaveLength(3);
  });

  it.each(['all', 'merchants'] as const)('make tokens where the data lies: %s', (extent) => {
    expect(lines(extent)).not.toContain('EXTRANET_DATA');
    const elsewhere = lines(extent, '/srv/extra net');
    const tokens = elsewhere.match(/npm run/gu) ?? [];
    expect(elsewhere.match(/EXTRANET_DATA='\/srv\/extra net' npm run/gu)).toHaveLength(
      tokens.length,
    );
  });

  it('quote what they send for the shell', () => {
    const bodies = [...lines('merchants').matchAll(/-d '([^']*)'/gu)].map(([, body]) => body);
    expect(bodies.map((body) => Object.keys(JSON.parse(body ?? '')))).toEqual([
      expect.arrayContaining(['paymentId']),
      ['type', 'data'],
    ]);
  });
});
