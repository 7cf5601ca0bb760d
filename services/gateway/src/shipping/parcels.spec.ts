import type { Named } from '@libs/kernel';
import type { DeliveryCommand } from '@libs/contracts';
import { ANSWER_SCHEMAS } from '../answers/answer-schemas.js';
import { no, POSITION, yes } from '../answers.fixtures.js';
import { MERCHANT, NOW, OTHER, runGateway, type Running, type Sent } from '../gateway.fixtures.js';
import { PARCELS_EXAMPLE } from '../openapi/examples.js';
import { delivery, ORDER, orderDetails, PARCEL, show } from '../shown.fixtures.js';

const PATH = `/v1/orders/${ORDER}/parcels`;
const HEADERS = { 'idempotency-key': '"first"', 'if-match': '"order.1,account.1,delivery.1"' };

describe("an order's parcels over HTTP", () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    await show(gateway.views.orders, ORDER, orderDetails());
    await show(gateway.views.deliveries, ORDER, delivery(), POSITION);
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.answer(() => yes([])));

  const add = (body: object = PARCELS_EXAMPLE, headers: Record<string, string> = HEADERS) =>
    gateway.fetch(PATH, { body, headers });
  const lastSent = (): Sent => gateway.sent.at(-1) as Sent;

  it('are shown with what was sent in full', async () => {
    const { status, headers, body } = await gateway.fetch(PATH);
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('"delivery.2"');
    expect(body.parcels).toMatchObject([{ parcelId: PARCEL, href: `${PATH}/${PARCEL}` }]);
    ANSWER_SCHEMAS.Parcels.parse(body);
  });

  it("are another merchant's business for nobody else", async () => {
    const token = await gateway.token({ merchant: OTHER });
    expect((await gateway.fetch(PATH, { token })).status).toBe(404);
  });

  it('are told several at once: 201, with all that is told by then', async () => {
    const { status, headers, body } = await add();
    expect(status).toBe(201);
    expect(headers.get('extranet-position')).toBe(POSITION);
    expect(headers.get('etag')).toBe('"delivery.2"');
    ANSWER_SCHEMAS.Parcels.parse(body);
    expect(lastSent()).toMatchObject({
      topic: 'shipping.requests',
      key: ORDER,
      envelope: {
        tenant: MERCHANT,
        expectedRevision: 1,
        command: {
          type: 'AddParcels',
          data: {
            orderId: ORDER,
            allSent: true,
            force: false,
            parcels: PARCELS_EXAMPLE.parcels,
            at: NOW,
          },
        },
      },
    });
  });

  it('have the same ids when the same request comes again', async () => {
    const ids = () =>
      (lastSent().envelope.command as Named<DeliveryCommand, 'AddParcels'>).data.parcels.map(
        ({ parcelId }) => parcelId,
      );
    await add();
    const first = ids();
    await add();
    expect(ids()).toEqual(first);
    await add(PARCELS_EXAMPLE, { ...HEADERS, 'idempotency-key': '"second"' });
    expect(ids()).not.toEqual(first);
  });

  it('are pointed at one by one when they are wrong', async () => {
    gateway.answer(() =>
      no('parcels-wrong', {
        problems: [
          { index: 0, problem: 'method-not-agreed' },
          { index: 1, problem: 'tracking-code-malformed' },
        ],
      }),
    );
    const { status, body } = await add({
      parcels: [{ method: 'UNREG' }, { method: 'ITELL', tracking: 'nonsense' }],
    });
    expect([status, body.code]).toEqual([400, 'delivery.parcels-wrong']);
    expect(body.errors).toEqual([
      {
        detail: 'is no way of delivery that was agreed: use another one',
        pointer: '/parcels/0/method',
      },
      {
        detail: "is not one of this carrier's tracking codes",
        pointer: '/parcels/1/tracking',
      },
    ]);
    const nonsense = { method: 'ITELL', tracking: 'nonsense' };
    const problems = [{ index: 0, problem: 'tracking-code-malformed' }];
    gateway.answer(() => no('parcels-wrong', { problems }));
    const asking = { method: 'PUT', body: nonsense, headers: HEADERS };
    const changed = await gateway.fetch(`${PATH}/${PARCEL}`, asking);
    expect(changed.body.errors).toMatchObject([{ pointer: '/tracking' }]);
  });

  it.each([
    ['an unknown method', { parcels: [{ method: 'PIGEON' }] }, '/parcels/0/method'],
    ['an unknown field', { parcels: [{ method: 'UNREG', weight: 2 }] }, '/parcels/0/weight'],
    ['a yes that is no yes', { parcels: [{ method: 'UNREG' }], allSent: 'yes' }, '/allSent'],
    ['no list', { parcels: {} }, '/parcels'],
    ['too many', { parcels: Array.from({ length: 101 }, () => ({ method: 'UNREG' })) }, '/parcels'],
  ])('are refused at the door with %s', async (_title, body, pointer) => {
    const before = gateway.sent.length;
    const answer = await add(body);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
    expect(gateway.sent.length).toBe(before);
  });

  it('are told once for a second person who looked at the same page', async () => {
    gateway.answer(() => ({
      outcome: 'stale',
      expected: 1,
      actual: 4,
      changes: [{ type: 'ParcelAdded', actor: { kind: 'user', id: 'liisa' }, occurredAt: NOW }],
    }));
    const { status, body, headers } = await add();
    expect([status, body.code]).toEqual([412, 'revision-stale']);
    expect(headers.get('etag')).toBe('"order.1,account.1,delivery.4"');
    expect(body.changes).toMatchObject([{ type: 'ParcelAdded' }]);
  });

  it('are not told of an order that is not paid', async () => {
    gateway.answer(() => ({ outcome: 'unknown' }));
    const { status, body } = await add();
    expect([status, body.code]).toEqual([409, 'delivery.not-paid']);
  });

  it('are corrected under their own path', async () => {
    const { status } = await gateway.fetch(`${PATH}/${PARCEL}`, {
      method: 'PUT',
      body: { method: 'PICKU', force: true },
      headers: HEADERS,
    });
    expect(status).toBe(200);
    expect(lastSent().envelope.command).toMatchObject({
      type: 'ChangeParcel',
      data: { parcelId: PARCEL, method: 'PICKU', force: true },
    });
  });

  it('are taken back, after all was sent with a second word', async () => {
    const remove = (query: string) =>
      gateway.fetch(`${PATH}/${PARCEL}${query}`, { method: 'DELETE', headers: HEADERS });
    expect((await remove('?force=true')).status).toBe(200);
    expect(lastSent().envelope.command).toMatchObject({
      type: 'RemoveParcel',
      data: { parcelId: PARCEL, force: true },
    });
    expect((await remove('?force=perhaps')).status).toBe(400);
    gateway.answer(() => no('force-needed'));
    const { status, body } = await remove('');
    expect([status, body.code]).toEqual([409, 'delivery.force-needed']);
    expect(body.nextStep).toEqual({
      ...{ action: 'remove-parcel', href: `${PATH}/${PARCEL}?force=true` },
    });
  });

  it.each([
    ['shipping-data-not-in-use', {}, { action: 'look', href: `/v1/orders/${ORDER}` }],
    ['shipping-data-not-needed', {}, { action: 'look', href: `/v1/orders/${ORDER}` }],
    ['nothing-told', {}, { action: 'tell-parcels', href: PATH }],
    ['force-needed', {}, { action: 'tell-parcels', href: PATH, body: { force: true } }],
    ['parcel-handed-over', { handedOverAt: NOW }, { action: 'look', href: PATH }],
    ['too-many-parcels', { max: 100 }, { action: 'look', href: PATH }],
    [
      'last-parcel',
      { parcelId: PARCEL },
      { action: 'change-parcel', href: `${PATH}/${PARCEL}`, body: { force: true } },
    ],
  ])('that are refused as %s say which step does work', async (code, details, nextStep) => {
    gateway.answer(() => no(code, details));
    const { body } = await add();
    expect([body.code, body.nextStep]).toEqual([`delivery.${code}`, nextStep]);
    ANSWER_SCHEMAS.Problem.parse(body);
  });
});
