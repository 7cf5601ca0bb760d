import { REQUEST_TOPICS } from '@libs/contracts';

/** A host and a port. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

const PLACE = /^(?<host>[A-Za-z0-9._-]+):(?<port>\d{1,5})$/u;
const PORT_MAX = 65_535;

/** Reads `host:port`; fails for anything else. */
export function readPlace(text: string): Place {
  const { host, port } = PLACE.exec(text.trim())?.groups ?? {};
  if (host === undefined || Number(port) > PORT_MAX) throw new Error('it looks like `host:port`');
  return { host, port: Number(port) };
}

/** Reads where services listen, by request topic; fails for a service that takes no commands. */
export function readServicePlaces(text: string): Readonly<Record<string, readonly Place[]>> {
  const places: Record<string, Place[]> = {};
  for (const each of text.split(',')) {
    const [service = '', place = ''] = each.trim().split('=', 2);
    const topic = new Map<string, string>(Object.entries(REQUEST_TOPICS)).get(service);
    if (topic === undefined)
      throw new Error(`a service is one of ${Object.keys(REQUEST_TOPICS).join(', ')}`);
    (places[topic] ??= []).push(readPlace(place));
  }
  return places;
}
