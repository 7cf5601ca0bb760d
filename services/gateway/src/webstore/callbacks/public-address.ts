import { BlockList, isIP } from 'node:net';

/** Networks that are nobody's on the open net: our own, the machine's, and those for other ends. */
const SPECIAL: readonly (readonly [network: string, prefix: number, kind: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

const special = new BlockList();
for (const [network, prefix, kind] of SPECIAL) special.addSubnet(network, prefix, kind);

/** May a shop's server be there? What is no address is not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  // One written as the other kind is nobody's own; the list takes such a network for all of IPv4.
  if (version === 0 || address.toLowerCase().startsWith('::ffff:')) return false;
  return !special.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
