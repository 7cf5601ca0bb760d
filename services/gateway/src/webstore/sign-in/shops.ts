import { ERASED, MerchantEvent, type HashAlgorithm } from '@libs/contracts';
import { SellerId, type MerchantId, type Recorded } from '@libs/kernel';
import type { Ports } from '@libs/platform';
import type { Views } from '../../surroundings.js';

/** A web store as its messages are checked: whose it is, and what may sign for it. */
export interface Shop {
  readonly sellerId: SellerId;
  readonly merchantId: MerchantId;
  /** The keys that may be used, by generation. */
  readonly keys: ReadonlyMap<number, string>;
  readonly algorithms: readonly HashAlgorithm[] | undefined;
}

/** The web store of a seller id; `undefined` where there is none. */
export type FindShop = (sellerId: string) => Promise<Shop | undefined>;

/** So many merchants' keys are kept in memory. */
const MERCHANTS_MAX = 1000;

interface Known {
  readonly revision: number;
  readonly shops: ReadonlyMap<SellerId, Shop>;
}

/**
 * Finds web stores with their keys, which no view shows: they are read from the merchant's own
 * stream and kept while its view stands at the same revision (ADR 24).
 */
export function shopsOf(
  { store }: Pick<Ports, 'store'>,
  { webStores, merchants }: Pick<Views, 'webStores' | 'merchants'>,
): FindShop {
  const known = new Map<MerchantId, Known>();
  return async (given) => {
    const sellerId = SellerId.safeParse(given).data;
    if (sellerId === undefined) return undefined;
    const owner = (await webStores.load([sellerId])).get(sellerId)?.document;
    if (owner === undefined) return undefined;
    const { merchantId } = owner;
    const revision = (await merchants.load([merchantId])).get(merchantId)?.document.revision ?? -1;
    const kept = known.get(merchantId);
    if (kept?.revision === revision) return kept.shops.get(sellerId);
    const read = { revision, shops: shopsIn(await store.read(`merchant-${merchantId}`)) };
    if (known.size >= MERCHANTS_MAX) known.clear();
    known.set(merchantId, read);
    return read.shops.get(sellerId);
  };
}

/** What a merchant's history says of its web stores. */
export function shopsIn(history: readonly Recorded[]): ReadonlyMap<SellerId, Shop> {
  const { keys, merchantId, algorithms } = history
    .map(({ type, data }) => MerchantEvent.parse({ type, data }))
    .reduce(folded, { merchantId: undefined, keys: new Map(), algorithms: undefined });
  if (merchantId === undefined) return new Map();
  return new Map(
    [...keys].map(([sellerId, ofShop]) => [
      sellerId,
      { sellerId, merchantId, keys: ofShop, algorithms },
    ]),
  );
}

interface Told {
  readonly merchantId: MerchantId | undefined;
  readonly keys: ReadonlyMap<SellerId, Shop['keys']>;
  readonly algorithms: Shop['algorithms'];
}

function folded(told: Told, { type, data }: MerchantEvent): Told {
  switch (type) {
    case 'MerchantRegistered':
      return { ...told, merchantId: data.merchantId };
    case 'WebStoreOpened':
      return withKeys(told, data.sellerId, []);
    case 'SecretKeyIssued':
      return withKeys(told, data.sellerId, [
        ...keysOf(told, data.sellerId),
        // What was erased signs for nobody.
        ...(data.secretKey === ERASED ? [] : [[data.generation, data.secretKey] as const]),
      ]);
    case 'SecretKeyRetired':
      return withKeys(
        told,
        data.sellerId,
        keysOf(told, data.sellerId).filter(([generation]) => generation !== data.generation),
      );
    case 'HashAlgorithmsAllowed':
      return { ...told, algorithms: data.algorithms };
    case 'ServiceAgreementMade':
    case 'UserAdded':
      return told;
  }
}

type Key = readonly [generation: number, secretKey: string];

const keysOf = ({ keys }: Told, sellerId: SellerId): readonly Key[] => [
  ...(keys.get(sellerId) ?? []),
];

const withKeys = (told: Told, sellerId: SellerId, keys: readonly Key[]): Told => ({
  ...told,
  keys: new Map(told.keys).set(sellerId, new Map(keys)),
});
