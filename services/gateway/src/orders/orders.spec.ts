import { orderIdOf, PaymentId, SellerId } from '@libs/kernel';
import { ANSWER_SCHEMAS } from '../answers/answer-schemas.js';
import { no, POSITION, recordedOrder, yes } from '../answers.fixtures.js';
import { MERCHANT, OTHER, runGateway, type Running, type Sent } from '../gateway.fixtures.js';
import { ORDER_EXAMPLE } from '../openapi/examples.js';
import { merchant, ORDER, orderDetails, show, TERMS } from '../shown.fixtures.js';

/** A web store with an inspection period of its own. */
const PATIENT = SellerId.parse('patient-store');

describe('sending an order in', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    const { agreement, webStores, ...company } = merchant();
    const patient = webStores.map((store) => ({ ...store, sellerId: PATIENT }));
    await show(gateway.views.merchants, MERCHANT, {
      ...{ ...company, webStores: [...webStores, ...patient] },
      agreement: agreement && {
        ...agreement,
        inspectionOf: [{ sellerId: PATIENT, inspectionDays: 30 }],
      },
    });
    const { agreement: _none, ...young } = merchant({ merchantId: OTHER });
    await show(gateway.views.merchants, OTHER, young);
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.answer((sent) => yes([recordedOrder(sent)])));

  const send = (over: object = {}, token?: string) =>
    gateway.fetch('/v1/orders', {
      body: { ...ORDER_EXAMPLE, ...over },
      ...(token !== undefined && { token }),
    });
  const lastSent = (): Sent => gateway.sent.at(-1) as Sent;

  it('answers 201 with where it is and where it stands in the log', async () => {
    const { status, headers, body } = await send();
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/v1/orders/${body.orderId}`);
    expect(headers.get('extranet-position')).toBe(POSITION);
    expect(headers.get('etag')).toBe('"order.0"');
    expect(headers.get('idempotency-hit')).toBeNull();
    ANSWER_SCHEMAS.ReceivedOrder.parse(body);
  });

  it('sends it on for the token’s merchant, with the terms of its agreement', async () => {
    await send();
    const { topic, key, envelope } = lastSent();
    expect(topic).toBe('orders.requests');
    expect(key).toBe(
      orderIdOf(SellerId.parse(ORDER_EXAMPLE.sellerId), PaymentId.parse(ORDER_EXAMPLE.paymentId)),
    );
    expect(envelope).toMatchObject({
      tenant: MERCHANT,
      actor: { kind: 'webstore', id: 'liisa' },
      command: { type: 'ReceiveOrder', data: { merchantId: MERCHANT, terms: TERMS } },
    });
  });

  it('sends it on with the inspection period of its web store, where one was agreed', async () => {
    await send({ sellerId: PATIENT });
    const terms = { ...TERMS, inspectionDays: 30 };
    expect(lastSent().envelope.command.data).toMatchObject({ terms });
  });

  it('delivers to the buyer and discounts nothing when nothing else is said', async () => {
    await send();
    const { name, address, postalCode, city, country } = ORDER_EXAMPLE.buyer;
    const data = lastSent().envelope.command.data;
    expect(data['delivery']).toEqual({ name, address, postalCode, city, country });
    expect(data['rows']).toContainEqual(expect.objectContaining({ discount: 0 }));
  });

  it('is the same wish when what was left out is written out', async () => {
    await send();
    const first = lastSent().envelope;
    const { name, address, postalCode, city, country } = ORDER_EXAMPLE.buyer;
    await send({ delivery: { country, city, postalCode, address, name } });
    const again = lastSent().envelope;
    expect(again.commandId).toBe(first.commandId);
    expect(again.fingerprint).toBe(first.fingerprint);
    await send({ orderNumber: '7' });
    expect(lastSent().envelope.commandId).toBe(first.commandId);
    expect(lastSent().envelope.fingerprint).not.toBe(first.fingerprint);
  });

  it('answers 200 with the same body when it is sent again', async () => {
    const first = await send();
    gateway.answer((sent) => yes([recordedOrder(sent)], { repeated: true }));
    const again = await send();
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(again.headers.get('idempotency-hit')).toBe('true');
  });

  it('answers 409 when the payment id is there with other contents', async () => {
    gateway.answer(() => ({ outcome: 'key-reused' }));
    expect(await send()).toMatchObject({ status: 409, body: { code: 'order.payment-id-used' } });
    gateway.answer(() => no('payment-id-used'));
    expect(await send()).toMatchObject({ status: 409, body: { code: 'order.payment-id-used' } });
  });

  it('names the sums that do not add up', async () => {
    const [given, expected] = [ORDER_EXAMPLE.amount, { minorUnits: 56811, currency: 'EUR' }];
    const costs = ORDER_EXAMPLE.sellerCosts;
    gateway.answer(() =>
      no('sums-do-not-add-up', {
        ...{ givenAmount: given, expectedAmount: expected },
        ...{ givenSellerCosts: costs, expectedSellerCosts: costs },
      }),
    );
    const { status, body } = await send();
    expect([status, body.code]).toEqual([400, 'order.sums-do-not-add-up']);
    expect(body.detail).toContain('568,11 EUR');
    expect(body.errors).toEqual([
      { pointer: '/amount', detail: expect.stringContaining('568,11 EUR') },
    ]);
  });

  it('points at a price that may not be negative', async () => {
    gateway.answer(() => no('negative-price', { rowNumber: 2 }));
    const { status, body } = await send();
    expect(status).toBe(400);
    expect(body.errors[0].pointer).toBe('/rows/1/unitPrice/amount/minorUnits');
  });

  it('knows only the merchant’s own web stores', async () => {
    const before = gateway.sent.length;
    const { status, body } = await send({ sellerId: 'another' });
    expect([status, body.errors[0].pointer]).toEqual([404, '/sellerId']);
    expect(gateway.sent).toHaveLength(before);
  });

  it('takes none before there is an agreement', async () => {
    const token = await gateway.token({ merchant: OTHER });
    expect(await send({}, token)).toMatchObject({
      status: 409,
      body: { code: 'order.no-agreement' },
    });
  });

  it('shows the order from the view where another way in had recorded it', async () => {
    await show(gateway.views.orders, ORDER, orderDetails(), POSITION);
    gateway.answer(() => yes([]));
    const { status, body } = await send();
    expect([status, body.orderId]).toEqual([200, ORDER]);
  });
});
