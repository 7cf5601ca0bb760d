import { OrderId, type Named } from '@libs/kernel';
import type { DeliveryCommand } from '@libs/contracts';
import { ANSWER_SCHEMAS } from '../answers/answer-schemas.js';
import { no, POSITION, yes } from '../answers.fixtures.js';
import { NOW, runGateway, type Running, type Sent } from '../gateway.fixtures.js';
import { MANY_PARCELS_EXAMPLE } from '../openapi/examples.js';
import { delivery, ORDER, orderDetails, show } from '../shown.fixtures.js';

const PATH = '/v1/parcels';
const SECOND = OrderId.parse('00000000-0000-4000-8000-000000000002');
const [example, OTHER] = MANY_PARCELS_EXAMPLE.items;
const ONE = { ...example, orderId: ORDER };

describe('parcels of many orders in one request', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    for (const [orderId, position] of [
      [ORDER, '00000000000000000041'],
      [SECOND, POSITION],
    ] as const) {
      await show(gateway.views.orders, orderId, orderDetails({ orderId }), position);
      await show(gateway.views.deliveries, orderId, { ...delivery(), orderId }, position);
    }
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.answer(() => yes([])));

  const tell = (items: readonly object[] = [ONE, OTHER], key = '"day-1"') =>
    gateway.fetch(PATH, { body: { items }, headers: { 'idempotency-key': key } });
  const sentLast = (count: number): readonly Sent[] => gateway.sent.slice(-count);
  const parcelsOf = ({ envelope }: Sent) =>
    (envelope.command as Named<DeliveryCommand, 'AddParcels'>).data.parcels;

  it('are told order by order, each against the revision that its item names', async () => {
    const { status, body, headers } = await tell([{ ...ONE, ifMatch: '"delivery.7"' }, OTHER]);
    expect([status, headers.get('extranet-position')]).toEqual([200, POSITION]);
    ANSWER_SCHEMAS.ManyParcels.parse(body);
    expect(body.items).toMatchObject([
      { outcome: 'told', orderId: ORDER, etag: '"delivery.2"', delivery: { orderId: ORDER } },
      { outcome: 'told', orderId: SECOND, repeated: false },
    ]);
    expect(sentLast(2)).toMatchObject([
      {
        ...{ topic: 'shipping.requests', key: ORDER },
        envelope: {
          expectedRevision: 7,
          command: { type: 'AddParcels', data: { orderId: ORDER, allSent: true, at: NOW } },
        },
      },
      {
        key: SECOND,
        envelope: { expectedRevision: 0, command: { data: { allSent: false, force: false } } },
      },
    ]);
  });

  it('are the same wishes when the request comes again, item by item', async () => {
    const wishes = (sent: readonly Sent[]) =>
      sent.map((each) => [
        ...[each.envelope.commandId, each.envelope.fingerprint],
        ...parcelsOf(each).map(({ parcelId }) => parcelId),
      ]);
    await tell();
    const first = wishes(sentLast(2));
    await tell([{ ...OTHER, ifMatch: '"delivery.9"' }, ONE]);
    expect(wishes(sentLast(2))).toEqual([...first].reverse());
    await tell([ONE, OTHER], '"day-2"');
    expect(wishes(sentLast(2))).not.toEqual(first);
    await tell([{ ...ONE, allSent: false }]);
    const [changed] = sentLast(1);
    expect(changed?.envelope.commandId).toBe(first[0]?.[0]);
    expect(changed?.envelope.fingerprint).not.toBe(first[0]?.[1]);
  });

  it('keep no other back when they are refused, and say what works instead', async () => {
    gateway.answer(({ key }) => (key === ORDER ? no('force-needed') : yes([])));
    const { status, body } = await tell();
    ANSWER_SCHEMAS.ManyParcels.parse(body);
    expect([status, body.items[1].outcome]).toEqual([200, 'told']);
    expect(body.items[0]).toMatchObject({
      ...{ outcome: 'problem', orderId: ORDER },
      problem: {
        ...{ code: 'delivery.force-needed', status: 409 },
        nextStep: {
          ...{ action: 'tell-parcels', href: `/v1/orders/${ORDER}/parcels` },
          body: { force: true },
        },
      },
    });
  });

  it('are pointed at from the top of the request', async () => {
    gateway.answer(({ key }) =>
      key === SECOND
        ? no('parcels-wrong', { problems: [{ index: 0, problem: 'told-already' }] })
        : yes([]),
    );
    const { body } = await tell();
    expect(body.items[1].problem.errors).toMatchObject([
      { pointer: '/items/1/parcels/0/tracking' },
    ]);
  });

  it('need the revision that was looked at, and tell what has changed since', async () => {
    const stale = { outcome: 'stale' as const, expected: -1, actual: 4, changes: [] };
    gateway.answer(() => stale);
    const { ifMatch: _none, ...blind } = ONE;
    const { body } = await tell([blind, OTHER]);
    expect(body.items).toMatchObject([
      { problem: { status: 428, code: 'if-match-missing' } },
      { problem: { status: 412, code: 'revision-stale', etag: '"order.1,account.1,delivery.4"' } },
    ]);
  });

  it('of another merchant, of nobody and unpaid ones are told apart by nobody else', async () => {
    gateway.answer(() => ({ outcome: 'unknown' }));
    const { body } = await tell([
      { ...ONE, orderId: '00000000-0000-4000-8000-0000000000ff' },
      OTHER,
    ]);
    expect(body.items).toMatchObject([
      { problem: { status: 404, code: 'not-found' } },
      { problem: { status: 409, code: 'delivery.not-paid' } },
    ]);
  });

  it.each([
    ['no list', { items: {} }, '/items'],
    ['nothing in it', { items: [] }, '/items'],
    ['an order twice', { items: [ONE, OTHER, ONE] }, '/items/2/orderId'],
    ['an id that is none', { items: [{ ...ONE, orderId: 'x' }] }, '/items/0/orderId'],
    ['an ETag that is none', { items: [ONE, { ...OTHER, ifMatch: '*' }] }, '/items/1/ifMatch'],
    [
      'an unknown method',
      { items: [{ ...ONE, parcels: [{ method: 'PIGEON' }] }] },
      '/items/0/parcels/0/method',
    ],
    ['too many', { items: Array.from({ length: 101 }, () => ONE) }, '/items'],
  ])('are refused at the door as a whole with %s', async (_title, body, pointer) => {
    const before = gateway.sent.length;
    const headers = { 'idempotency-key': '"door"' };
    const answer = await gateway.fetch(PATH, { body, headers });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
    expect(gateway.sent.length).toBe(before);
  });

  it('are refused without a key', async () => {
    const { status, body } = await gateway.fetch(PATH, { body: MANY_PARCELS_EXAMPLE });
    expect([status, body.errors[0].pointer]).toEqual([400, '/Idempotency-Key']);
  });
});
