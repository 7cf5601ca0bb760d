import { isIP } from 'node:net';

const NETWORK = /^(?<address>[^/]+)(?:\/(?<bits>\d{1,3}))?$/u;
const BITS_MAX: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

/** Addresses and networks with a comma between; fails for anything else. */
export const readTrustedProxies = (given: string): readonly string[] =>
  given.split(',').map((one) => {
    const network = one.trim();
    const { address = '', bits = '0' } = NETWORK.exec(network)?.groups ?? {};
    // Nothing has more bits than an address that is none.
    if (Number(bits) > (BITS_MAX[isIP(address)] ?? -1)) throw new Error(one);
    return network;
  });
