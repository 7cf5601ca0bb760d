import {
  DeliveryMethod,
  isTraceable,
  REQUEST_TOPICS,
  type Delivery,
  type DeliveryCommand,
  type ParcelNotice,
} from '@libs/contracts';
import {
  assert,
  idFrom,
  orderIdOf,
  ParcelId,
  PaymentId,
  type CommandAnswer,
  type OrderId,
} from '@libs/kernel';
import { sendCommand } from '../../commands/send-command.js';
import { ownDocument } from '../../reading.js';
import { readFields, type Values } from '../fields/fields.js';
import { line, matching, oneOf, optional, yesNo } from '../fields/kinds.js';
import { DELIVERY, DELIVERY_ANSWER } from '../hash/hash-orders.js';
import type { Form } from '../wire/form.js';
import type { Answer } from './answer.js';
import type { AskedMessage, Message } from './answer-message.js';
import { deliveryCodeOf, type DeliveryCode } from './delivery-codes.js';
import { echoed } from './new-payment.js';

/** What is asked of an order's shipping data. */
export type DeliveryAction = 'add' | 'update' | 'delete';

const FIELDS = {
  pkg_version: oneOf('0002'),
  pkg_id: matching(PaymentId, 20, 'letters, digits, `_`, `.`, `:` and `-`'),
  pkg_deliverymethodid: optional(line(5)),
  pkg_adddeliveryinfo: optional(line(50)),
  pkg_remdeliveryinfo: optional(line(50)),
  /** So one of the provider's own examples writes it. */
  pkg_remdeliverymethod: optional(line(50)),
  pkg_allsent: optional(yesNo),
  pkg_forceupdate: optional(yesNo),
  pkg_resptype: optional(oneOf('XML', 'HTML')),
} as const;

type Fields = Values<typeof FIELDS>;

/** Shipping data of an order, added, changed or taken back (domain: Shipping messages). */
export const deliveryMessage = (action: DeliveryAction): Message => ({
  prefix: 'pkg',
  order: () => DELIVERY,
  refused: (texts) => ({ root: 'pmtq', fields: told(texts, [{ code: '11' }]) }),
  answered: async (asked) => {
    const results = await resultsOf(asked, action);
    return {
      root: 'pmtq',
      fields: told(asked.texts, results),
      hash: { name: 'pkg_hash', order: DELIVERY_ANSWER },
    };
  },
});

/** What became of one tracking code, or of the whole message where it names none. */
interface Result {
  readonly code: DeliveryCode;
  readonly tracking?: string;
}

function told(texts: Form['texts'], results: readonly Result[]): Answer['fields'] {
  const code = results.find((result) => result.code !== '30')?.code ?? results[0]?.code ?? '11';
  const text = results.every((result) => result.code === '00')
    ? 'OK'
    : results.map((result) => `${result.code}:${result.tracking ?? RESULT_TEXTS[result.code]}`);
  return [
    ['pkg_version', '0002'],
    ['pkg_sellerid', echoed(texts, 'pkg_sellerid')],
    ['pkg_id', echoed(texts, 'pkg_id')],
    ['pkg_resultcode', code],
    ['pkg_resulttext', [text].flat().join(',')],
  ];
}

/** In words where no tracking code says what it is about. */
const RESULT_TEXTS: Readonly<Record<DeliveryCode, string>> = {
  '00': 'OK',
  '10': 'payment not found',
  '11': 'failed',
  '12': 'service not in use',
  '20': 'invalid format',
  '30': 'exists already',
  '31': 'package not found',
  '40': 'invalid delivery method',
  '41': 'delivery method not allowed',
  '42': 'forced update required',
};

async function resultsOf(asked: AskedMessage, action: DeliveryAction): Promise<readonly Result[]> {
  const { values } = readFields(FIELDS, asked.texts);
  if (values === undefined || asked.unreadable.length > 0) return [{ code: '20' }];
  const orderId = orderIdOf(asked.shop.sellerId, values.pkg_id);
  const { views } = asked.webstore;
  const [order, delivery] = await Promise.all([
    ownDocument(views.orders, orderId, asked.shop.merchantId),
    ownDocument(views.deliveries, orderId, asked.shop.merchantId),
  ]);
  if (order === undefined) return [{ code: '10' }];
  const parcels = { asked, values, orderId, delivery };
  switch (action) {
    case 'add':
      return add(parcels);
    case 'update':
      return update(parcels);
    case 'delete':
      return remove(parcels);
  }
}

interface Asked {
  readonly asked: AskedMessage;
  readonly values: Fields;
  readonly orderId: OrderId;
  readonly delivery: Delivery | undefined;
}

/** Several codes of a followed method may stand in one field; words of others stay one text. */
async function add(parcels: Asked): Promise<readonly Result[]> {
  const { values } = parcels;
  const method = DeliveryMethod.safeParse(values.pkg_deliverymethodid).data;
  if (method === undefined) return [{ code: '40' }];
  const info = values.pkg_adddeliveryinfo;
  const trackings = isTraceable(method) ? (info ?? '').split(/[\s,;]+/u) : [info ?? ''];
  const results: Result[] = [];
  for (const [at, tracking] of trackings.entries()) {
    const isLast = at === trackings.length - 1;
    const code = await addOne(parcels, { method, tracking, allSent: isLast && isAllSent(values) });
    results.push({ code, ...(tracking !== '' && { tracking }) });
  }
  return results;
}

interface NewParcel {
  readonly method: DeliveryMethod;
  readonly tracking: string;
  readonly allSent: boolean;
}

/** So often a parcel may be taken back and told again. */
const TIMES_MAX = 20;

/**
 * A parcel is named by what is told of it, so that telling it again is known; one that was taken
 * back gets the next name.
 */
async function addOne(parcels: Asked, { method, tracking, allSent }: NewParcel) {
  const { orderId, values } = parcels;
  for (let time = 0; time < TIMES_MAX; time += 1) {
    const parcel: ParcelNotice = {
      parcelId: ParcelId.parse(idFrom('parcel', orderId, method, tracking, String(time))),
      method,
      ...(tracking !== '' && { tracking }),
    };
    const answer = await send(parcels, {
      type: 'AddParcels',
      data: { orderId, parcels: [parcel], allSent, force: isForced(values), at: now(parcels) },
    });
    if (!isTakenBack(answer)) return addedCode(answer);
  }
  return '11' as const;
}

/** What changed nothing was there before. */
const addedCode = (answer: CommandAnswer): DeliveryCode =>
  answer.outcome === 'accepted' && answer.events.length === 0 ? '30' : deliveryCodeOf(answer);

function isTakenBack(answer: CommandAnswer): boolean {
  if (answer.outcome !== 'rejected') return false;
  const { problems } = answer.rejection.details ?? {};
  return (
    Array.isArray(problems) &&
    problems.some(({ problem }: { readonly problem?: unknown }) => problem === 'parcel-id-used')
  );
}

async function update(parcels: Asked): Promise<readonly Result[]> {
  const { values, orderId } = parcels;
  const parcel = parcelNamed(parcels);
  if (parcel === undefined) return [missing(parcels)];
  const method = DeliveryMethod.safeParse(values.pkg_deliverymethodid ?? parcel.method).data;
  if (method === undefined) return [{ code: '40' }];
  const tracking = values.pkg_adddeliveryinfo;
  const answer = await send(parcels, {
    type: 'ChangeParcel',
    data: {
      ...{ orderId, parcelId: parcel.parcelId, method, force: isForced(values), at: now(parcels) },
      ...(tracking !== undefined && { tracking }),
    },
  });
  return [await thenAllSent(parcels, deliveryCodeOf(answer))];
}

async function remove(parcels: Asked): Promise<readonly Result[]> {
  const { values, orderId } = parcels;
  const parcel = parcelNamed(parcels);
  if (parcel === undefined) return [missing(parcels)];
  const answer = await send(parcels, {
    type: 'RemoveParcel',
    data: { orderId, parcelId: parcel.parcelId, force: isForced(values), at: now(parcels) },
  });
  return [await thenAllSent(parcels, deliveryCodeOf(answer))];
}

/** A change may say besides that all is sent now. */
async function thenAllSent(parcels: Asked, code: DeliveryCode): Promise<Result> {
  const { values, orderId, delivery } = parcels;
  if (code !== '00' || !isAllSent(values) || delivery?.allSentAt !== undefined) return { code };
  const answer = await send(parcels, {
    type: 'AddParcels',
    data: { orderId, parcels: [], allSent: true, force: isForced(values), at: now(parcels) },
  });
  return { code: deliveryCodeOf(answer) };
}

/** The parcel with the code, or the words, that are to be replaced or taken back. */
function parcelNamed({ delivery, values }: Asked) {
  const named = values.pkg_remdeliveryinfo ?? values.pkg_remdeliverymethod;
  const parcels = delivery?.parcels ?? [];
  return named === undefined
    ? parcels.find(({ method, tracking }) => tracking === undefined && isNamed(method, values))
    : parcels.find(({ tracking }) => tracking === named);
}

const isNamed = (method: DeliveryMethod, values: Fields): boolean =>
  method === values.pkg_deliverymethodid;

/** Where nobody tells parcels yet, none can be found: it is not paid, or has no shipping data. */
const missing = ({ delivery }: Asked): Result =>
  delivery !== undefined && delivery.servicePackage !== 'satisfaction-guarantee'
    ? { code: '12' }
    : { code: delivery === undefined ? '11' : '31' };

const isAllSent = ({ pkg_allsent: allSent }: Fields): boolean => allSent === true;
const isForced = ({ pkg_forceupdate: force }: Fields): boolean => force === true;
const now = ({ asked }: Asked): string => asked.webstore.ports.clock.now();

/** The same message again is a wish of its own: the delivery knows what it was told before. */
async function send({ asked, orderId }: Asked, command: DeliveryCommand): Promise<CommandAnswer> {
  const { webstore, request } = asked;
  const answer = await sendCommand(webstore, request, {
    topic: REQUEST_TOPICS.shipping,
    key: orderId,
    commandId: idFrom('pkg', request.id, JSON.stringify(command)),
    fingerprint: webstore.ports.secrets.fingerprint(command),
    command,
  });
  assert(answer.outcome !== 'stale', 'a message says no revision');
  if (answer.outcome === 'accepted')
    await webstore.views.deliveries
      .caughtUp(answer.position, { timeoutMs: SEEN_MS_MAX })
      .catch(() => undefined);
  return answer;
}

/** A shop that asks on sees what it told; when the view is slower, it is told all the same. */
const SEEN_MS_MAX = 2000;
