import { until } from '../client.js';
import { buyerStory, untilCase, type BuyerStory } from '../cases/buyer-story.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur } from '../worked-example.js';

interface Page {
  readonly timeline: readonly { readonly what: string }[];
}

const ROW = { rowNumber: 1, quantity: '1' };

/** What buyers ask for on their link, and what becomes of it, one case after the other. */
export function casesStory(start: StartWalk): void {
  let walk: Walk;
  beforeAll(async () => {
    walk = await start();
  });
  afterAll(() => walk.end());

  const opened = async ({ ask, buyer, mine }: BuyerStory, body: object) => {
    const answer = await ask(buyer, `${mine}/cases`, body, mine);
    expect([answer.status, answer.body.code]).toEqual([201, undefined]);
    return answer.body;
  };
  const whatIn = ({ timeline }: Page): readonly string[] => timeline.map(({ what }) => what);
  const released = (page: Page): readonly string[] =>
    whatIn(page).filter((what) => what === 'HoldReleased');
  const refundOf = ({ manager }: BuyerStory, { refund }: { readonly refund: string }) =>
    until(
      () => manager.get(refund),
      ({ status }) => status === 200,
    );
  const untilStatus = ({ manager, order }: BuyerStory, status: string) =>
    until(
      () => manager.get(order),
      ({ body }) => body.status === status,
    );

  it('of a cancellation is 91, holds the money, and gives all of it back when it is accepted', async () => {
    const story = await buyerStory(walk);
    const { manager, order, ask, buyer, mine } = story;
    const { caseId } = await opened(story, { kind: 'cancellation' });
    const shown = await untilStatus(story, 'cancellation-proposed');
    expect([shown.body.statusCode, shown.body.openCases[0].awaits]).toEqual(['91', 'merchant']);
    expect(shown.headers.get('etag')).toContain(`case.${caseId}.`);
    const work = await until(
      () => manager.get('/v1/cases?awaits=merchant'),
      ({ body }) => body.items[0]?.caseId === caseId,
    );
    expect(work.body.items[0]).toMatchObject({ answerBy: expect.any(String) });
    const path = `/v1/cases/${caseId}`;
    await until(
      () => manager.get(path),
      ({ body }) => body.isHeld === true,
    );
    const accepted = await ask(manager, `${path}/accept`, { extent: 'full' }, path);
    expect([accepted.status, accepted.body.code]).toEqual([200, undefined]);
    const { body } = await untilCase(manager, path, 'closed');
    expect(body).toMatchObject({ outcome: 'accepted', promised: { amount: eur(573_10) } });
    expect((await refundOf(story, body)).body).toMatchObject({ amount: eur(573_10) });
    const { body: page } = await until(
      () => manager.get(order),
      ({ body: now }) => whatIn(now).includes('CaseClosed'),
    );
    expect(whatIn(page)).toEqual(expect.arrayContaining(['CaseOpened', 'CaseAccepted']));
    const own = await until(
      () => buyer.get(mine),
      ({ body: now }) => now.cases[0].status === 'closed',
    );
    expect(own.body.cases[0]).toMatchObject({ outcome: 'accepted' });
    expect(JSON.stringify(own.body)).not.toMatch(/maija|Mäkelä/u);
  });

  it('of a cancellation is declined with words, or let go by the buyer, and holds nothing then', async () => {
    const story = await buyerStory(walk);
    const { manager, ask, buyer, mine, order } = story;
    const first = await opened(story, { kind: 'cancellation' });
    const path = `/v1/cases/${first.caseId}`;
    const wordless = await ask(manager, `${path}/decline`, {}, path);
    expect([wordless.status, wordless.body.errors[0].pointer]).toEqual([400, '/message']);
    const declined = await ask(manager, `${path}/decline`, { message: 'It is on its way.' }, path);
    expect(declined.body).toMatchObject({ status: 'closed', outcome: 'declined' });
    await untilStatus(story, 'paid-awaiting-shipping');

    const second = await opened(story, { kind: 'cancellation' });
    const ours = `${mine}/cases/${second.caseId}`;
    await untilStatus(story, 'cancellation-proposed');
    const gone = await ask(buyer, `${ours}/withdraw`, {}, ours);
    expect(gone.body).toMatchObject({ status: 'closed', outcome: 'withdrawn' });
    const theirs = `/v1/cases/${second.caseId}`;
    const late = await ask(manager, `${theirs}/accept`, { extent: 'full' }, theirs);
    expect([late.status, late.body.code]).toEqual([409, 'case.case-closed']);
    await untilStatus(story, 'paid-awaiting-shipping');
    const { body } = await until(
      () => manager.get(order),
      ({ body: page }) => released(page).length === 2,
    );
    expect(body.money).toMatchObject({ promised: eur(0), refunded: eur(0) });
  });

  it('of a price reduction is 92, and is negotiated to and fro', async () => {
    const story = await buyerStory(walk);
    const { manager, ask, buyer, mine } = story;
    const asked = { kind: 'price-reduction', amount: eur(100_00), message: 'It is scratched.' };
    const { caseId } = await opened(story, asked);
    await untilStatus(story, 'price-reduction-proposed');
    const [theirs, ours] = [`/v1/cases/${caseId}`, `${mine}/cases/${caseId}`];
    const offered = await ask(manager, `${theirs}/counter-offer`, { amount: eur(40_00) }, theirs);
    expect(offered.body).toMatchObject({ awaits: 'buyer', proposal: { amount: eur(40_00) } });
    expect((await ask(manager, `${theirs}/accept`, { extent: 'full' }, theirs)).body.code).toBe(
      'case.not-your-turn',
    );
    const more = await ask(buyer, `${ours}/counter-offer`, { amount: eur(60_00) }, ours);
    expect(more.body).toMatchObject({ awaits: 'merchant' });
    await ask(manager, `${theirs}/counter-offer`, { amount: eur(50_00) }, theirs);
    expect((await ask(buyer, `${ours}/accept`, {}, ours)).status).toBe(200);
    const { body } = await untilCase(manager, theirs, 'closed');
    expect(body).toMatchObject({ outcome: 'accepted', promised: { amount: eur(50_00) } });
    await untilStatus(story, 'paid-awaiting-shipping');
  });

  it('of a price reduction may be offered by the merchant, and refused by the buyer', async () => {
    const story = await buyerStory(walk);
    const { manager, ask, buyer, mine, order } = story;
    const offer = { kind: 'price-reduction', amount: eur(30_00), message: 'The box is dented.' };
    const { body: begun } = await ask(manager, `${order}/cases`, offer, order);
    expect(begun).toMatchObject({ openedBy: 'merchant', awaits: 'buyer' });
    await untilStatus(story, 'price-reduction-proposed');
    const own = await until(
      () => buyer.get(mine),
      ({ body }) => body.cases.length === 1,
    );
    expect(own.body.cases[0]).toMatchObject({ awaits: 'buyer', proposal: { amount: eur(30_00) } });
    const ours = `${mine}/cases/${begun.caseId}`;
    const no = await ask(buyer, `${ours}/decline`, { message: 'I send it back instead.' }, ours);
    expect(no.body).toMatchObject({ status: 'closed', outcome: 'declined' });
    await untilStatus(story, 'paid-awaiting-shipping');
    const { body: options } = await manager.get(`${order}/refund-options`);
    expect(options.options[0].max).toEqual(eur(573_10));
  });

  it('of a partial return is 93, and pays before the goods are back only if that is said', async () => {
    const story = await buyerStory(walk);
    const { manager, ask } = story;
    await story.send();
    const { caseId, proposal } = await opened(story, { kind: 'partial-return', rows: [ROW] });
    expect(proposal.amount).toEqual(eur(123_00));
    await untilStatus(story, 'partial-return-proposed');
    const path = `/v1/cases/${caseId}`;
    const blind = await ask(manager, `${path}/accept`, { extent: 'full' }, path);
    expect([blind.status, blind.body.code]).toEqual([409, 'case.goods-not-received']);
    expect(blind.body.nextStep).toEqual({ action: 'goods-received' });
    expect((await ask(manager, `${path}/goods-received`, {}, path)).status).toBe(200);
    expect((await ask(manager, `${path}/accept`, { extent: 'full' }, path)).status).toBe(200);
    const { body } = await untilCase(manager, path, 'closed');
    expect((await refundOf(story, body)).body).toMatchObject({
      kind: 'partial-return',
      amount: eur(123_00),
    });
    await untilStatus(story, 'in-inspection');
  });

  it('of a partial return is accepted in part, before the goods are back where that is said', async () => {
    const story = await buyerStory(walk);
    const { manager, ask } = story;
    await story.send();
    const rows = [{ ...ROW, quantity: '2' }];
    const { caseId, proposal } = await opened(story, { kind: 'partial-return', rows });
    expect(proposal.amount).toEqual(eur(246_00));
    const path = `/v1/cases/${caseId}`;
    const other = { extent: 'part', rows: [{ ...ROW, quantity: '3' }], beforeGoods: true };
    expect((await ask(manager, `${path}/accept`, other, path)).body.code).toBe(
      'case.rows-not-proposed',
    );
    const part = { extent: 'part', rows: [ROW], beforeGoods: true };
    expect((await ask(manager, `${path}/accept`, part, path)).body.code).toBeUndefined();
    const { body } = await untilCase(manager, path, 'closed');
    expect(body).toMatchObject({ outcome: 'accepted', promised: { amount: eur(123_00) } });
    expect((await refundOf(story, body)).body).toMatchObject({
      ...{ kind: 'partial-return', amount: eur(123_00) },
    });
  });

  it('of a reclamation about one of two shirts pays for that one', async () => {
    const story = await buyerStory(walk);
    const { manager, ask } = story;
    const { caseId } = await opened(story, { kind: 'reclamation', rows: [ROW] });
    const path = `/v1/cases/${caseId}`;
    await ask(manager, `${path}/accept`, { extent: 'full' }, path);
    const { body } = await untilCase(manager, path, 'closed');
    expect(body).toMatchObject({ outcome: 'accepted', promised: { amount: eur(123_00) } });
  });

  it('of a reclamation is set right without money, or by a sum that the buyer agrees to', async () => {
    const story = await buyerStory(walk);
    const { manager, ask, buyer, mine, order } = story;
    const first = await opened(story, { kind: 'reclamation', message: 'A button is missing.' });
    const repaired = `/v1/cases/${first.caseId}`;
    await ask(manager, `${repaired}/accept`, { extent: 'without-refund' }, repaired);
    const { body: free } = await untilCase(manager, repaired, 'closed');
    expect([free.outcome, free.promised, free.refund]).toEqual(['accepted', undefined, undefined]);

    const second = await opened(story, { kind: 'reclamation', message: 'It is torn, too.' });
    const [theirs, ours] = [`/v1/cases/${second.caseId}`, `${mine}/cases/${second.caseId}`];
    await ask(manager, `${theirs}/counter-offer`, { amount: eur(25_00) }, theirs);
    await ask(buyer, `${ours}/accept`, {}, ours);
    const { body } = await untilCase(manager, theirs, 'closed');
    expect((await refundOf(story, body)).body).toMatchObject({ amount: eur(25_00) });
    const { body: page } = await until(
      () => manager.get(order),
      (answer) => answer.body.money.promised.minorUnits === 25_00,
    );
    expect(page.status).toBe('paid-awaiting-shipping');
  });

  it('of a reclamation is 95, is talked about, and may be declined with words', async () => {
    const story = await buyerStory(walk);
    const { manager, ask, buyer, mine } = story;
    const { caseId } = await opened(story, { kind: 'reclamation', message: 'It does not work.' });
    const { body: page } = await untilStatus(story, 'reclamation-open');
    expect(page.statusCode).toBe('95');
    const [theirs, ours] = [`/v1/cases/${caseId}`, `${mine}/cases/${caseId}`];
    await ask(manager, `${theirs}/messages`, { message: 'Is it plugged in?' }, theirs);
    await ask(manager, `${theirs}/decline`, { message: 'It works in our shop.' }, theirs);
    const { body } = await untilCase(buyer, ours, 'closed');
    expect(body.outcome).toBe('declined');
    expect(body.lines.map(({ message }: { message: string }) => message)).toEqual([
      'It does not work.',
      'Is it plugged in?',
      'It works in our shop.',
    ]);
    await untilStatus(story, 'paid-awaiting-shipping');
  });

  it('that waited too long is overdue, once, also when the extranet was away meanwhile', async () => {
    const story = await buyerStory(walk);
    const { simulator, mine, ask } = story;
    const { caseId, answerBy } = await opened(story, { kind: 'cancellation' });
    const before = new Date(Date.parse(answerBy) - 3_600_000).toISOString();
    await simulator.post('/v1/simulator/clock', { to: before });
    expect((await walk.anyone.get(`${mine}/cases/${caseId}`)).body.isOverdue).toBe(false);
    await walk.restart();
    const again = await walk.as('simulator');
    await again.post('/v1/simulator/clock', { to: answerBy });
    const manager = await walk.as('maija');
    await until(
      () => manager.get(`/v1/cases/${caseId}`),
      ({ body }) => body.isOverdue === true,
    );
    const { body } = await until(
      () => manager.get(story.order),
      ({ body: now }) => whatIn(now).includes('CaseDeadlinePassed'),
    );
    expect(whatIn(body).filter((what) => what === 'CaseDeadlinePassed')).toHaveLength(1);
    const path = `/v1/cases/${caseId}`;
    expect((await ask(manager, `${path}/accept`, { extent: 'full' }, path)).status).toBe(200);
    await untilCase(manager, path, 'closed');
  });
}
