import { createHash } from 'node:crypto';
import { idFrom } from '@libs/kernel';
import {
  MERCHANT,
  NOW,
  runGateway,
  type Answered,
  type GatewayOptions,
  type Running,
} from '../gateway.fixtures.js';
import { delivery, merchant, ORDER, orderDetails, SELLER, show } from '../shown.fixtures.js';

export type Fields = Readonly<Record<string, string>>;

/** The shop's keys of generations 1 and 2. */
export const KEYS = ['99887766554433221100', '00112233445566778899'] as const;

/** The gateway with one web store whose keys it knows, and its order and delivery. */
export interface RunningWebstore extends Running {
  /** Records what happened to the merchant, and shows the view at that revision. */
  tell(type: string, data: object): Promise<void>;
  post(path: string, fields: Fields, headers?: Fields): Promise<Answered>;
  /** A position behind all that views were shown before. */
  nextPosition(): string;
}

export const basic = (user: string, secret: string): Fields => ({
  authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
});

/** The shop's own password. */
export const OURS = basic(SELLER, KEYS[0]);

export async function runWebstore(options: GatewayOptions = {}): Promise<RunningWebstore> {
  const gateway = await runGateway(options);
  let [count, position] = [0, 1];
  const nextPosition = () => String((position += 1)).padStart(20, '0');
  const tell = async (type: string, data: object): Promise<void> => {
    const id = idFrom('fact', String(count));
    const metadata = {
      actor: { kind: 'system' as const, id: 'spec' },
      ...{ commandId: id, fingerprint: 'spec', correlationId: id, causationId: id },
      ...{ occurredAt: NOW, recordedAt: NOW },
    };
    const event = { id, type, data: { merchantId: MERCHANT, ...data }, metadata };
    await gateway.ports.store.append(`merchant-${MERCHANT}`, count - 1, [event]);
    await show(gateway.views.merchants, MERCHANT, merchant({ revision: count }), nextPosition());
    count += 1;
  };
  const opened = { sellerId: SELLER, name: 'Kahvikauppa', url: 'https://shop.example.com' };
  await tell('MerchantRegistered', { company: merchant().company, registeredAt: NOW });
  await tell('WebStoreOpened', { ...opened, openedAt: NOW });
  for (const [at, secretKey] of KEYS.entries())
    await tell('SecretKeyIssued', {
      sellerId: SELLER,
      generation: at + 1,
      secretKey,
      issuedAt: NOW,
    });
  const { sellerId, name } = opened;
  await show(gateway.views.webStores, SELLER, { sellerId, merchantId: MERCHANT, name });
  await show(gateway.views.orders, ORDER, orderDetails());
  await show(gateway.views.deliveries, ORDER, delivery());
  return {
    ...gateway,
    ...{ tell, nextPosition },
    post: (path, fields, headers = {}) =>
      gateway.fetch(path, {
        token: null,
        raw: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
  };
}

/** A status query of the shop's order. */
export const query = (over: Fields = {}): Fields => ({
  pmtq_action: 'PAYMENT_STATUS_QUERY',
  pmtq_version: '0005',
  pmtq_sellerid: SELLER,
  pmtq_id: '1998524_1',
  ...over,
});

const NODE_NAMES: Fields = {
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
  'SHA-1': 'sha1',
  MD5: 'md5',
};

/** The status query with a hash by a key. */
export function signed(fields: Fields, key: string, algorithm = 'SHA-256'): Fields {
  const values = ['action', 'version', 'sellerid', 'id'].map((name) => fields[`pmtq_${name}`]);
  const hash = createHash(NODE_NAMES[algorithm] ?? '');
  hash.update([...values, key].map((value) => `${value}&`).join(''));
  return { ...fields, pmtq_hashversion: algorithm, pmtq_hash: hash.digest('hex') };
}

/** The code of an answer. */
export const codeOf = (text: string): string | undefined => /code>(\d\d)</u.exec(text)?.[1];
