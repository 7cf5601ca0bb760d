import { until, type Answer, type Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur } from '../worked-example.js';
import { settledOrder, type SettledOrder, type WaitingRefund } from './settled-order.js';

const TRANSFERS = '/v1/operations/transfers';
const WAITING = '/v1/operations/waiting-refunds';
const NEVER = '6a1e7d0c-54a2-5b1f-8a6e-2d9f4c3b1e02';

/** A transfer is shown, and operators say what it is for, or send it back. */
export function transfersStory(start: StartWalk): void {
  let walk: Walk;
  let operator: Client;
  let merchant: Client;
  let simulator: Client;
  let order: SettledOrder;
  let refund: WaitingRefund;

  beforeAll(async () => {
    walk = await start();
    await signIn();
    order = await settledOrder(walk, 'transfers-1');
    refund = await order.refund(20_00, 'first');
  });
  afterAll(() => walk.end());

  async function signIn() {
    [operator, merchant, simulator] = await Promise.all([
      walk.as('operator'),
      walk.as('liisa'),
      walk.as('simulator'),
    ]);
  }
  const arrives = (transferId: string, minorUnits: number, reference?: string) =>
    simulator.post('/v1/simulator/bank', {
      type: 'TransferArrived',
      data: {
        ...{ transferId, iban: refund.funding.iban, amount: eur(minorUnits) },
        ...(reference !== undefined && { reference }),
        payerName: 'Kahvikauppa Oy',
      },
    });
  const shown = async (transferId: string) =>
    (await operator.get(`${TRANSFERS}/${transferId}`)).body;
  const untilTransfer = async (transferId: string, ...statuses: readonly string[]) => {
    const { body } = await until(
      () => operator.get(`${TRANSFERS}/${transferId}`),
      (answer) => statuses.includes(answer.body.status),
    );
    return body;
  };
  const act = (word: string, transferId: string, body: unknown, key: string) =>
    actAs(operator)(word, transferId, body, key);
  const actAs =
    (client: Client) => (word: string, transferId: string, body: unknown, key: string) =>
      client.post(`${TRANSFERS}/${transferId}/${word}`, body, { 'idempotency-key': `"${key}"` });
  const allocate = (transferId: string, { refundId }: { refundId: string }, key: string) =>
    act('allocate', transferId, { orderId: order.orderId, refundId }, key);
  const told = ({ status, body }: Answer) => [status, body.code, body.nextStep?.action];

  it('because its sum is another one is shown with the reason, and what can be done', async () => {
    await arrives('t-wrong-sum', 19_99, refund.funding.reference);
    await until(
      () => operator.get(`${TRANSFERS}?status=unmatched`),
      ({ body }) => body.items[0]?.transferId === 't-wrong-sum',
    );
    expect(await untilTransfer('t-wrong-sum', 'unmatched')).toMatchObject({
      reason: 'sum-differs',
      links: {
        allocate: `${TRANSFERS}/t-wrong-sum/allocate`,
        sendBack: `${TRANSFERS}/t-wrong-sum/send-back`,
      },
    });
    const answer = await allocate('t-wrong-sum', refund, 'wrong-sum');
    expect(told(answer)).toEqual([409, 'transfer.sum-differs', 'list-waiting-refunds']);
    expect(answer.body.details).toEqual({ transferred: eur(19_99), needed: eur(20_00) });
    await order.untilRefund(refund.refundId, 'waiting-for-transfer');
  });

  it('is looked for among the refunds that wait, by sum or reference', async () => {
    const found = async (query: string) => {
      const { body } = await operator.get(`${WAITING}?${query}`);
      return body.items.map((each: { refundId: string }) => each.refundId);
    };
    const { reference } = refund.funding;
    expect(await found('amount=2000')).toEqual([refund.refundId]);
    expect(await found('amount=1999')).toEqual([]);
    for (const written of [reference, reference.padStart(20, '0')])
      expect(await found(`reference=${written}`)).toEqual([refund.refundId]);
    expect((await operator.get(WAITING)).body.items).toMatchObject([
      { orderId: order.orderId, funding: { amount: eur(20_00), reference } },
    ]);
    expect((await operator.get(`${WAITING}?reference=12a`)).status).toBe(400);
    expect((await merchant.get(WAITING)).status).toBe(403);
  });

  it('is as unknown as one that never was, and so is a refund that never was', async () => {
    for (const id of ['t-never', encodeURIComponent('t/ä'), 'x'.repeat(65)])
      expect((await operator.get(`${TRANSFERS}/${id}`)).status).toBe(404);
    expect((await allocate('t-never', refund, 'never')).status).toBe(404);
    expect((await act('send-back', 't-never', { reason: 'None.' }, 'never-2')).status).toBe(404);
    const { status, body } = await allocate('t-wrong-sum', { refundId: NEVER }, 'never-3');
    expect([status, body.errors]).toMatchObject([404, [{ pointer: '/refundId' }]]);
    const foreign = { orderId: NEVER, refundId: refund.refundId };
    expect((await act('allocate', 't-wrong-sum', foreign, 'never-4')).status).toBe(404);
  });

  it('is for operators alone to deal with', async () => {
    const body = { orderId: order.orderId, refundId: refund.refundId };
    for (const stranger of [merchant, await walk.as('maija'), simulator])
      for (const word of ['allocate', 'send-back', 'sent-back'])
        expect((await actAs(stranger)(word, 't-wrong-sum', body, word)).status).toBe(403);
    expect((await walk.anyone.post(`${TRANSFERS}/t-wrong-sum/allocate`, body)).status).toBe(401);
  });

  it('needs a key of the operator’s own, and a body that says what is meant', async () => {
    const path = `${TRANSFERS}/t-wrong-sum/allocate`;
    const body = { orderId: order.orderId, refundId: refund.refundId };
    expect((await operator.post(path, body)).status).toBe(400);
    expect((await act('allocate', 't-wrong-sum', {}, 'empty')).status).toBe(400);
    expect((await act('send-back', 't-wrong-sum', { reason: '' }, 'why')).status).toBe(400);
  });

  it('funds the refund that an operator says it is for, and is the second one’s no more', async () => {
    await arrives('t-nameless', 20_00);
    expect(await untilTransfer('t-nameless', 'unmatched')).toMatchObject({
      reason: 'reference-missing',
    });
    const answers = await Promise.all([
      allocate('t-nameless', refund, 'one'),
      allocate('t-nameless', refund, 'other'),
    ]);
    const [first, second] = answers.sort((one, other) => one.status - other.status);
    expect([first?.status, first?.body.refundId]).toEqual([200, refund.refundId]);
    expect(first?.headers.get('extranet-position')).toMatch(/^\d{20}$/u);
    expect(second?.status).toBe(409);
    expect(second?.body).toMatchObject({
      code: expect.stringMatching(/^transfer\.already-(assigned|matched)$/u),
      details: { orderId: order.orderId, refundId: refund.refundId },
      nextStep: { action: 'look-at-transfer' },
    });
    await order.untilRefund(refund.refundId, 'payout-ordered');
    await until(
      () => operator.get(WAITING),
      ({ body }) => body.items.length === 0,
    );
    expect(await untilTransfer('t-nameless', 'matched')).toMatchObject({
      ...{ orderId: order.orderId, refundId: refund.refundId },
      assignedBy: { kind: 'operator', id: 'operator' },
      assignedAt: expect.stringMatching(/Z$/u),
    });
    const back = await act('send-back', 't-nameless', { reason: 'A mistake.' }, 'too-late');
    expect(told(back)).toEqual([409, 'transfer.already-matched', 'look-at-transfer']);
  });

  it('is answered as the first time when the same key comes again, also after a restart', async () => {
    await walk.restart();
    await signIn();
    const again = await Promise.all([
      allocate('t-nameless', refund, 'one'),
      allocate('t-nameless', refund, 'other'),
    ]);
    const statuses = again.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 409]);
    const repeated = again.find(({ status }) => status === 200);
    expect(repeated?.headers.get('idempotency-hit')).toBe('true');
    await order.untilRefund(refund.refundId, 'payout-ordered');
    expect(await shown('t-nameless')).toMatchObject({ status: 'matched' });
  });

  it('stays free for a refund that waits when one is named that does not', async () => {
    const [withdrawn, waiting] = [
      await order.refund(30_00, 'second'),
      await order.refund(30_00, 'third'),
    ];
    await order.withdraw(withdrawn.refundId);
    await order.untilRefund(withdrawn.refundId, 'withdrawn');
    await arrives('t-free', 30_00, '1234561');
    await untilTransfer('t-free', 'unmatched');
    expect(told(await allocate('t-free', withdrawn, 'withdrawn'))).toEqual([
      ...[409, 'transfer.refund-not-waiting', 'list-waiting-refunds'],
    ]);
    expect((await allocate('t-free', waiting, 'waiting')).status).toBe(200);
    await order.untilRefund(waiting.refundId, 'payout-ordered');
  });

  it('funds the refund or stays free, when the merchant withdraws at the same moment', async () => {
    for (const round of [1, 2, 3, 4]) {
      const asked = await order.refund(1_00 + round, `race-${round}`);
      const transferId = `t-race-${round}`;
      await arrives(transferId, 1_00 + round);
      await untilTransfer(transferId, 'unmatched');
      const race = [
        () => allocate(transferId, asked, `race-${round}`),
        () => order.withdraw(asked.refundId),
      ];
      await Promise.all((round % 2 === 0 ? race : race.reverse()).map((start) => start()));
      const { body } = await order.untilRefund(asked.refundId, 'payout-ordered', 'withdrawn');
      const transfer = await untilTransfer(transferId, 'matched', 'unmatched');
      expect([body.status, transfer.status]).toEqual(
        body.status === 'withdrawn' ? ['withdrawn', 'unmatched'] : ['payout-ordered', 'matched'],
      );
    }
  });

  it('goes back for a reason, and funds nothing from then on', async () => {
    const waiting = await order.refund(19_99, 'fourth');
    expect(told(await act('sent-back', 't-wrong-sum', undefined, 'early'))).toEqual([
      ...[409, 'transfer.not-to-be-sent-back', 'send-back'],
    ]);
    const reason = 'A cent is missing; the merchant pays again.';
    const decided = await act('send-back', 't-wrong-sum', { reason }, 'back');
    expect([decided.status, decided.body.status]).toEqual([200, 'to-be-sent-back']);
    expect(decided.body.sendBack).toMatchObject({
      ...{ reason, decidedBy: { kind: 'operator', id: 'operator' } },
    });
    expect(told(await allocate('t-wrong-sum', waiting, 'after-all'))).toEqual([
      ...[409, 'transfer.goes-back', 'look-at-transfer'],
    ]);
    const done = await act('sent-back', 't-wrong-sum', undefined, 'done');
    expect([done.status, done.body.status, done.body.links]).toEqual([
      ...[200, 'sent-back', undefined],
    ]);
    expect(await shown('t-wrong-sum')).toMatchObject({
      ...{ status: 'sent-back', reason: 'sum-differs' },
      sendBack: { reason, sentBackBy: { kind: 'operator', id: 'operator' } },
    });
    await order.untilRefund(waiting.refundId, 'waiting-for-transfer');
  });
}
