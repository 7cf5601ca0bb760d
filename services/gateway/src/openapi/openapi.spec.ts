import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from '@libs/kernel';
import { runGateway, type Running } from '../gateway.fixtures.js';
import { Acceptance, Message, NewCase, Offer } from '../input/case-body.js';
import { Decline } from '../input/decline-body.js';
import { NewOrder } from '../input/order-body.js';
import { ChangedParcel, NewParcels } from '../input/parcels-body.js';
import { RefundWish } from '../input/refund-body.js';
import { ChangedView, NewView } from '../input/saved-view-body.js';
import { Confirmation, NewWithdrawal } from '../input/withdrawal-body.js';
import { SkipReason } from '../input/skip-body.js';
import { AllocationWish, SendBackWish } from '../input/transfer-body.js';
import { ORDER_EXAMPLE, PARCELS_EXAMPLE, REFUND_EXAMPLE, RETURN_EXAMPLE } from './examples.js';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

describe('the document of the API', () => {
  let gateway: Running;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a spec looks at what came.
  let document: any;
  beforeAll(async () => {
    gateway = await runGateway();
    document = (await gateway.fetch('/openapi.json', { token: null })).body;
  });
  afterAll(() => gateway.close());

  it('is the one that is kept in the repository: npm run docs writes it anew', () => {
    const kept = fileURLToPath(new URL('../../../../docs/openapi.json', import.meta.url));
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual(document);
  });

  it('is OpenAPI 3.1 and lists every path under /v1', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([
      '/v1/buyer/{link}',
      '/v1/buyer/{link}/approve',
      '/v1/buyer/{link}/cases',
      '/v1/buyer/{link}/cases/{caseId}',
      '/v1/buyer/{link}/cases/{caseId}/accept',
      '/v1/buyer/{link}/cases/{caseId}/counter-offer',
      '/v1/buyer/{link}/cases/{caseId}/decline',
      '/v1/buyer/{link}/cases/{caseId}/messages',
      '/v1/buyer/{link}/cases/{caseId}/withdraw',
      '/v1/buyer/{link}/withdrawal',
      '/v1/buyer/{link}/withdrawal/confirm',
      '/v1/buyer/{link}/withdrawals/{caseId}',
      '/v1/cases',
      '/v1/cases/{caseId}',
      '/v1/cases/{caseId}/accept',
      '/v1/cases/{caseId}/counter-offer',
      '/v1/cases/{caseId}/decline',
      '/v1/cases/{caseId}/goods-received',
      '/v1/cases/{caseId}/messages',
      '/v1/merchant',
      '/v1/merchant/advances',
      '/v1/merchant/balance',
      '/v1/operations/mails',
      '/v1/operations/parked',
      '/v1/operations/parked/{group}/{messageId}/retry',
      '/v1/operations/parked/{group}/{messageId}/skip',
      '/v1/operations/returns',
      '/v1/operations/returns/{orderId}/{receiptId}/retry',
      '/v1/operations/transfers',
      '/v1/operations/transfers/{transferId}',
      '/v1/operations/transfers/{transferId}/allocate',
      '/v1/operations/transfers/{transferId}/send-back',
      '/v1/operations/transfers/{transferId}/sent-back',
      '/v1/operations/waiting-refunds',
      '/v1/orders',
      '/v1/orders/{orderId}',
      '/v1/orders/{orderId}/cancel',
      '/v1/orders/{orderId}/cases',
      '/v1/orders/{orderId}/parcels',
      '/v1/orders/{orderId}/parcels/{parcelId}',
      '/v1/orders/{orderId}/refund-options',
      '/v1/orders/{orderId}/refunds',
      '/v1/orders/{orderId}/refunds/{refundId}',
      '/v1/orders/{orderId}/refunds/{refundId}/approve',
      '/v1/orders/{orderId}/refunds/{refundId}/decline',
      '/v1/orders/{orderId}/refunds/{refundId}/withdraw',
      '/v1/parcels',
      '/v1/saved-views',
      '/v1/saved-views/{viewId}',
      '/v1/settlements',
      '/v1/settlements/{settlementId}',
      '/v1/settlements/{settlementId}/deductions',
      '/v1/settlements/{settlementId}/lines',
      '/v1/transactions',
      '/v1/transactions/export',
      '/v1/transactions/summary',
    ]);
  });

  it('says of each operation how it ends well, how badly, and that it takes a token or a link', () => {
    for (const [path, methods] of Object.entries<Record<string, Schema>>(document.paths))
      for (const { responses, security } of Object.values(methods)) {
        const statuses = Object.keys(responses ?? {});
        const isByLink = path.startsWith('/v1/buyer/');
        const refusals = isByLink ? ['404', '429', '503'] : ['401', '403', '503'];
        expect(statuses).toEqual(expect.arrayContaining(refusals));
        expect(statuses.some((status) => status.startsWith('2'))).toBe(true);
        expect(security).toEqual(isByLink ? [] : [{ bearer: [] }]);
      }
  });

  it('refers to nothing that is not there', () => {
    const references = [
      ...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)/gu),
    ];
    const names = Object.keys(document.components.schemas);
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter(([, name = '']) => !names.includes(name))).toEqual([]);
  });

  it.each([
    ['OrderBody', NewOrder],
    ['RefundBody', RefundWish],
    ['CaseBody', NewCase],
    ['AcceptBody', Acceptance],
    ['CounterOfferBody', Offer],
    ['MessageBody', Message],
    ['WithdrawalBody', NewWithdrawal],
    ['ConfirmationBody', Confirmation],
    ['ParcelsBody', NewParcels],
    ['ChangedParcelBody', ChangedParcel],
    ['DeclineBody', Decline],
    ['SkipBody', SkipReason],
    ['AllocationBody', AllocationWish],
    ['SendBackBody', SendBackWish],
    ['SavedViewBody', NewView],
    ['ChangedViewBody', ChangedView],
  ])('says of %s what its contract says, field by field', (name, contract) => {
    const { schemas } = document.components;
    const { $schema: _dialect, ...schema } = z.toJSONSchema(contract, { io: 'input' });
    expect(compared(schemas[name], schemas)).toEqual(compared(schema as Schema, {}));
  });

  it('shows examples that the contracts take', () => {
    expect(NewOrder.safeParse(ORDER_EXAMPLE).error).toBeUndefined();
    expect(RefundWish.safeParse(REFUND_EXAMPLE).error).toBeUndefined();
    expect(RefundWish.safeParse(RETURN_EXAMPLE).error).toBeUndefined();
    expect(NewParcels.safeParse(PARCELS_EXAMPLE).error).toBeUndefined();
    const { post } = document.paths['/v1/orders'];
    expect(post.requestBody.content['application/json'].examples.worked.value).toEqual(
      ORDER_EXAMPLE,
    );
  });

  it('has a page of its own', async () => {
    const { headers, text } = await gateway.fetch('/docs', { token: null });
    expect(headers.get('content-type')).toContain('text/html');
    for (const [, path = ''] of text.matchAll(/(?:href|src)="([^"]+)"/gu))
      expect((await gateway.fetch(path, { token: null })).status).toBe(200);
  });
});

const WORDS = new Set(['description', 'example', 'examples', 'title', 'default', 'readOnly']);

/** Two dialects of the same schema, brought to one form: words aside, references resolved. */
function compared(schema: Schema, schemas: Readonly<Record<string, Schema>>): unknown {
  const [only] = (schema['allOf'] ?? []) as readonly Schema[];
  const reference = (only ?? schema).$ref;
  if (reference !== undefined)
    return compared(schemas[reference.split('/').at(-1) ?? ''] ?? {}, schemas);
  const { properties, items, required, ...rest } = oneOf(schema);
  return {
    ...plain(rest),
    ...(properties !== undefined && {
      required: [...((required ?? []) as readonly string[])].sort(),
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, compared(property, schemas)]),
      ),
    }),
    ...(items !== undefined && { items: compared(items, schemas) }),
  };
}

/** A format says it; the pattern beside it is how the contract's library checks it. */
const plain = (schema: Schema): Schema =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !WORDS.has(keyword))
      .filter(([keyword]) => keyword !== 'pattern' || schema['format'] === undefined)
      .map(normalised),
  );

function normalised([keyword, value]: [string, unknown]): [string, unknown] {
  return keyword === 'const' ? ['enum', [value]] : [keyword, value];
}

/** A union of literals, or of objects that differ in one literal, is an enum. */
function oneOf(schema: Schema): Schema {
  const options = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined;
  if (options === undefined) return schema;
  const [first = {}] = options;
  if (first.properties === undefined)
    return { type: typeOfLiteral(first), enum: options.map((option) => option['const']) };
  const properties = Object.fromEntries(
    Object.entries(first.properties).map(([name, property]) => {
      const literals = options.map((option) => option.properties?.[name]?.['const']);
      return [
        name,
        literals.some((literal) => literal === undefined)
          ? property
          : { type: 'string', enum: literals },
      ];
    }),
  );
  return { ...first, properties };
}

const typeOfLiteral = ({ type }: Schema): unknown => (type === 'number' ? 'integer' : type);
