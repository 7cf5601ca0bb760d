import { until } from '../client.js';
import { buyerStory, type BuyerStory } from '../cases/buyer-story.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur } from '../worked-example.js';

/** What a buyer does on the order-specific link besides opening cases. */
export function buyerSideStory(start: StartWalk): void {
  let walk: Walk;
  let story: BuyerStory;
  beforeAll(async () => {
    walk = await start();
    story = await buyerStory(walk);
  });
  afterAll(() => walk.end());

  it('shows state, tracking and deadlines to whoever has the link, and to nobody else', async () => {
    await story.send();
    const { status, body, headers } = await walk.anyone.get(story.mine);
    expect([status, body.orderNumber]).toEqual([200, '1998524']);
    expect(body.delivery).toMatchObject({
      parcels: [{ tracking: 'at the counter' }],
      inspection: { endsAt: expect.any(String) },
    });
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    const wrong = await walk.anyone.get(`${story.mine.slice(0, -4)}AAAA`);
    const never = await walk.anyone.get('/v1/buyer/nothing');
    for (const { status: refused, body: problem } of [wrong, never])
      expect([refused, problem.code]).toEqual([404, 'not-found']);
  });

  it('opens one order, and no case of another one', async () => {
    const other = await buyerStory(walk);
    const asked = await other.ask(
      ...([other.buyer, `${other.mine}/cases`, { kind: 'cancellation' }, other.mine] as const),
    );
    const { caseId } = asked.body;
    expect((await walk.anyone.get(`${other.mine}/cases/${caseId}`)).status).toBe(200);
    expect((await walk.anyone.get(`${story.mine}/cases/${caseId}`)).status).toBe(404);
    const path = `${story.mine}/cases/${caseId}/withdraw`;
    expect((await story.ask(story.buyer, path, {}, story.mine)).status).toBe(404);
  });

  it('declares a withdrawal in two steps, acknowledged for good', async () => {
    const { buyer, mine, manager, order } = story;
    const page = await buyer.get(mine, { 'accept-language': 'fi' });
    expect(page.body.withdrawal).toMatchObject({
      label: 'peruuta sopimus tästä',
      isAvailable: true,
    });
    const first = await buyer.post(`${mine}/withdrawal`, {
      name: 'Matti Meikäläinen',
      email: 'matti@example.com',
    });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ confirmLabel: 'confirm withdrawal' });
    expect((await buyer.get(mine)).body.cases).toEqual([]);
    const confirm = () =>
      buyer.post(first.body.links.confirm, { confirmation: first.body.confirmation });
    const second = await confirm();
    expect([second.status, second.body.contract]).toEqual([201, '1998524']);
    expect(second.body.text).toContain('Matti Meikäläinen');
    const again = await confirm();
    expect([again.status, again.headers.get('idempotency-hit')]).toEqual([201, 'true']);
    expect(again.body).toEqual(second.body);
    const kept = await buyer.get(second.body.links.self);
    expect(kept.body.declaredAt).toBe(second.body.declaredAt);
    const { body } = await until(
      () => manager.get(order),
      ({ body: shown }) => shown.status === 'cancellation-proposed',
    );
    expect(body.timeline.map(({ what }: { what: string }) => what)).toContain('WithdrawalDeclared');
    const forged = await buyer.post(first.body.links.confirm, { confirmation: 'forged' });
    expect([forged.status, forged.body.code]).toEqual([409, 'withdrawal-not-prepared']);
  });

  it('withdraws from a part of the contract, which opens a partial return', async () => {
    const part = await buyerStory(walk);
    await part.send();
    const rows = [{ rowNumber: 2, quantity: '1' }];
    const declared = { name: 'Matti Meikäläinen', email: 'matti@example.com', rows };
    const { body: first } = await part.buyer.post(`${part.mine}/withdrawal`, declared);
    const { confirmation } = first;
    const second = await part.buyer.post(first.links.confirm, { confirmation });
    expect([second.status, second.body.code]).toEqual([201, undefined]);
    const { body } = await until(
      () => part.manager.get(part.order),
      (answer) => answer.body.status === 'partial-return-proposed',
    );
    const { body: opened } = await part.manager.get(body.openCases[0].href);
    // The jacket: 369,00 less a tenth.
    expect(opened).toMatchObject({ kind: 'partial-return', proposal: { amount: eur(332_10) } });
  });

  it.each([
    ['a row that the order does not have', [[9, '1']], 'row-unknown'],
    ['more than was ordered', [[1, '2.001']], 'quantity-exceeds-ordered'],
    ['a cost', [[4, '1']], 'row-is-no-product'],
    [
      'the same row twice',
      [
        [2, '1'],
        [2, '1'],
      ],
      'row-chosen-twice',
    ],
  ] as const)('refuses to withdraw from %s at the first step already', async (_, chosen, code) => {
    const { buyer, mine } = story;
    const rows = chosen.map(([rowNumber, quantity]) => ({ rowNumber, quantity }));
    const declared = { name: 'Matti Meikäläinen', email: 'matti@example.com', rows };
    const before = await buyer.get(mine);
    const { status, body } = await buyer.post(`${mine}/withdrawal`, declared);
    expect([status, body.code]).toEqual([code === 'row-chosen-twice' ? 400 : 409, `case.${code}`]);
    expect(body.details).toMatchObject({ rowNumber: chosen[0][0] });
    expect((await buyer.get(mine)).body).toEqual(before.body);
  });

  it('approves early, which ends the inspection', async () => {
    const quick = await buyerStory(walk);
    const early = await quick.ask(quick.buyer, `${quick.mine}/approve`, {}, quick.mine);
    expect(early.body.code).toBe('delivery.not-all-sent');
    await quick.send();
    const approved = await quick.ask(quick.buyer, `${quick.mine}/approve`, {}, quick.mine);
    expect(approved.body.delivery.inspectionEnded).toMatchObject({ by: 'buyer' });
    const { body } = await until(
      () => quick.manager.get(quick.order),
      ({ body: shown }) => shown.status === 'awaiting-settlement',
    );
    const ended = body.timeline.find(({ what }: { what: string }) => what === 'InspectionEnded');
    expect(ended.who.kind).toBe('buyer');
    const late = await quick.ask(
      ...([quick.buyer, `${quick.mine}/cases`, { kind: 'cancellation' }, quick.mine] as const),
    );
    expect(late.body.code).toBe('case.inspection-over');
  });

  it('is closed to one who tries many links, and open to a good one meanwhile', async () => {
    const tries = Array.from({ length: 25 }, (_, at) => walk.anyone.get(`/v1/buyer/guess-${at}`));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
    expect((await walk.anyone.get(story.mine)).status).toBe(200);
  });
}
