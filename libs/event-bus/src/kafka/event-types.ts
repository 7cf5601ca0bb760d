const PREFIX = 'fi.merchant-extranet';
const PASCAL = /^(?<name>(?:[A-Z][a-z0-9]*?)+?)(?:V(?<version>\d+))?$/u;
const ON_THE_WIRE = /^fi\.merchant-extranet\.[a-z]+\.(?<words>[a-z0-9-]+)\.v(?<version>\d+)$/u;
const CACHED_MAX = 1000;

/** `RefundRequestedV2` of refunds is `fi.merchant-extranet.refunds.refund-requested.v2` outside. */
export function typeOnTheWire(service: string, type: string): string {
  return remembered(`${service}.${type}`, written, () => wiredType(service, type));
}

function wiredType(service: string, type: string): string {
  const { name, version = '1' } = PASCAL.exec(type)?.groups ?? {};
  if (name === undefined) return type;
  const words = name.replace(/(?<!^)[A-Z]/gu, (capital) => `-${capital}`).toLowerCase();
  return `${PREFIX}.${service}.${words}.v${version}`;
}

/** The other way round; what does not look like ours is taken at its word. */
export function typeOf(onTheWire: string): string {
  return remembered(onTheWire, read, () => readType(onTheWire));
}

const [written, read] = [new Map<string, string>(), new Map<string, string>()];

function remembered(given: string, known: Map<string, string>, work: () => string): string {
  const before = known.get(given);
  if (before !== undefined) return before;
  const made = work();
  if (known.size < CACHED_MAX) known.set(given, made);
  return made;
}

function readType(onTheWire: string): string {
  const { words, version } = ON_THE_WIRE.exec(onTheWire)?.groups ?? {};
  if (words === undefined) return onTheWire;
  const name = words.replace(/(?:^|-)([a-z0-9])/gu, (_dash, letter: string) =>
    letter.toUpperCase(),
  );
  return version === '1' ? name : `${name}V${version}`;
}
