import { CASE_TERMS, type CaseTerms } from '@libs/contracts';
import { sqliteEventStore } from '@libs/event-store/sqlite';
import { eventually } from '@libs/testing';
import { join } from 'node:path';
import { factsOf, logOf } from '../../simulation/promises/log.js';
import { brokenTimers } from '../../simulation/promises/timers.js';
import { buyerStory, untilCase, type BuyerStory } from '../cases/buyer-story.js';
import { askAsShown, until, type Answer, type Client } from '../client.js';
import { settleWhole } from '../settling.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

const DAY_HOURS = 24;
const DEADLINE_WORDS = 'awaits your answer about order';

/** What time does where nobody does anything; payment and inspection have walks of their own. */
export function timersStory(start: StartWalk): void {
  let walk: Walk;
  beforeAll(async () => {
    walk = await start();
    await walk.agree('liisa', { fundedMoneyDays: 5 });
  });
  afterAll(() => walk.end());

  const agreeOnSilence = (over: Partial<CaseTerms>) =>
    walk.agree('maija', {
      cases: { ...CASE_TERMS, merchantAnswerDays: 3, buyerAnswerDays: 4, ...over },
    });
  const moveTo = async (to: string) => {
    const moved = await (await walk.as('simulator')).post('/v1/simulator/clock', { to });
    expect([moved.status, moved.body.code]).toEqual([200, undefined]);
  };
  const whatIn = ({ body }: Answer): readonly string[] =>
    body.timeline.map(({ what }: { readonly what: string }) => what);
  const untilTold = (who: Client, order: string, what: string): Promise<Answer> =>
    until(
      () => who.get(order),
      (answer) => whatIn(answer).includes(what),
    );

  /** A case that awaits the merchant, or after an offer of theirs the buyer. */
  async function caseAwaiting(story: BuyerStory, awaits: 'merchant' | 'buyer') {
    const { manager, ask, buyer, mine } = story;
    const body = { kind: 'price-reduction', amount: eur(100_00) };
    const opened = await ask(buyer, `${mine}/cases`, body, mine);
    expect([opened.status, opened.body.code]).toEqual([201, undefined]);
    const { caseId } = opened.body;
    const [theirs, ours] = [`/v1/cases/${caseId}`, `${mine}/cases/${caseId}`];
    await until(
      () => manager.get(theirs),
      (answer) => answer.body.isHeld === true,
    );
    if (awaits === 'buyer')
      await ask(manager, `${theirs}/counter-offer`, { amount: eur(40_00) }, theirs);
    const { answerBy } = (await manager.get(theirs)).body;
    return { theirs, ours, answerBy: String(answerBy) };
  }

  describe('that the merchant lets pass', () => {
    it.each([
      ['accepts', 'accept', 'accepted'],
      ['declines', 'decline', 'lapsed'],
    ] as const)('%s what the buyer asks for, where that is agreed', async (_does, silence, end) => {
      await agreeOnSilence({ merchantSilence: silence });
      const story = await buyerStory(walk);
      const { theirs, answerBy } = await caseAwaiting(story, 'merchant');
      await moveTo(hoursFrom(answerBy, -1));
      expect((await story.manager.get(theirs)).body.status).toBe('open');
      await moveTo(answerBy);
      const { body } = await untilCase(story.manager, theirs, 'closed');
      expect([body.outcome, body.promised?.amount]).toEqual([
        end,
        end === 'accepted' ? eur(100_00) : undefined,
      ]);
      const told = await untilTold(story.manager, story.order, 'CaseClosed');
      expect(whatIn(told).filter((what) => what === 'CaseDeadlinePassed')).toHaveLength(1);
    });
  });

  describe('that the buyer lets pass', () => {
    it('is told to them two days before, and ends the negotiation', async () => {
      await agreeOnSilence({});
      const story = await buyerStory(walk);
      const { theirs, answerBy } = await caseAwaiting(story, 'buyer');
      await moveTo(hoursFrom(answerBy, -2 * DAY_HOURS - 1));
      expect(await mailsTo(walk, story.orderId, DEADLINE_WORDS)).toBe(0);
      await moveTo(hoursFrom(answerBy, -2 * DAY_HOURS));
      await eventually(async () => (await mailsTo(walk, story.orderId, DEADLINE_WORDS)) === 1);
      await moveTo(answerBy);
      const { body } = await untilCase(story.manager, theirs, 'closed');
      expect(body.outcome).toBe('lapsed');
    });

    it('keeps it open where that is agreed, so that a late yes counts', async () => {
      await agreeOnSilence({ buyerSilence: 'keep-open' });
      const story = await buyerStory(walk);
      const { theirs, ours, answerBy } = await caseAwaiting(story, 'buyer');
      await moveTo(answerBy);
      await until(
        () => story.manager.get(theirs),
        ({ body }) => body.isOverdue === true,
      );
      expect((await story.ask(story.buyer, `${ours}/accept`, {}, ours)).status).toBe(200);
      const { body } = await untilCase(story.manager, theirs, 'closed');
      expect(body).toMatchObject({ outcome: 'accepted', promised: { amount: eur(40_00) } });
    });
  });

  /** An order whose merchant transferred 20,00 for a refund whose payout failed; its path. */
  async function withFundedMoney(name: string): Promise<string> {
    const [liisa, webstore, simulator] = await Promise.all([
      walk.as('liisa'),
      walk.as('kahvikauppa'),
      walk.as('simulator'),
    ]);
    const { body: sold } = await webstore.post('/v1/orders', workedExample({ paymentId: name }));
    const order = `/v1/orders/${sold.orderId}`;
    await simulator.post('/v1/simulator/payments', {
      type: 'PaymentSucceeded',
      data: {
        ...{ sellerId: 'kahvikauppa', paymentId: name, receiptId: `receipt-${name}` },
        ...{ method: 'FI50', paid: eur(573_10) },
      },
    });
    await untilTold(liisa, order, 'OrderReadyForSettlement');
    const settling = { settlementId: `s-${name}`, merchantId: walk.merchantOf('liisa') };
    await settleWhole(simulator, settling, [order]);
    await until(
      () => liisa.get(`${order}/refund-options`),
      ({ body }) => body.options[1].available === true,
    );
    const { body: refund } = await refundAfter(liisa, order, 20_00);
    const { iban, reference, amount } = refund.funding;
    await simulator.post('/v1/simulator/bank', {
      type: 'TransferArrived',
      data: { transferId: `t-${name}`, iban, reference, amount, payerName: 'Kahvikauppa Oy' },
    });
    await untilTold(liisa, order, 'RefundFunded');
    await simulator.post('/v1/simulator/payouts', {
      type: 'PayoutFailed',
      data: { orderId: sold.orderId, refundId: refund.refundId, reason: 'account closed' },
    });
    await untilTold(liisa, order, 'HoldPlaced');
    return order;
  }
  const refundAfter = (liisa: Client, order: string, cents: number): Promise<Answer> =>
    askAsShown(
      ...([liisa, `${order}/refunds`] as const),
      {
        ...{ kind: 'price-reduction', timing: 'after-settlement', reason: 'other' },
        amount: eur(cents),
      },
      { about: `${order}/refund-options`, key: `${order}-${cents}` },
    );
  interface Placed {
    readonly at: string;
    readonly details: { readonly endsAt: string };
  }
  const holdIn = ({ body }: Answer): Placed =>
    body.timeline.find(({ what }: { readonly what: string }) => what === 'HoldPlaced');

  it('ends the hold of money that a merchant transferred, which is then ready for settlement', async () => {
    const order = await withFundedMoney('hold-1');
    const liisa = await walk.as('liisa');
    const { endsAt } = holdIn(await liisa.get(order)).details;
    await moveTo(hoursFrom(endsAt, -1));
    const before = await liisa.get(order);
    expect(whatIn(before)).not.toContain('HoldReleased');
    await moveTo(endsAt);
    const after = await untilTold(liisa, order, 'HoldReleased');
    expect(whatIn(after).slice(-2)).toEqual(['HoldReleased', 'OrderReadyForSettlement']);
    expect(after.body.timeline.at(-1)).toMatchObject({
      at: endsAt,
      details: { gross: eur(20_00) },
    });
  });

  it('ends such a hold once more when another payout turns out to have failed just then', async () => {
    const order = await withFundedMoney('hold-again');
    const [liisa, simulator] = await Promise.all([walk.as('liisa'), walk.as('simulator')]);
    const placed = holdIn(await liisa.get(order));
    const { body: part } = await refundAfter(liisa, order, 1_00);
    expect(part.status).toBe('payout-ordered');
    await moveTo(placed.details.endsAt);
    await untilTold(liisa, order, 'HoldReleased');
    await simulator.post('/v1/simulator/payouts', {
      type: 'PayoutFailed',
      data: {
        ...{ orderId: part.orderId, refundId: part.refundId, reason: 'account closed' },
        failedAt: placed.at,
      },
    });
    const { body } = await until(
      () => liisa.get(order),
      (answer) => whatIn(answer).filter((what) => what === 'HoldReleased').length === 2,
    );
    expect(body.timeline.at(-1)).toMatchObject({
      ...{ what: 'OrderReadyForSettlement', details: { gross: eur(20_00) } },
    });
  });

  it('that went by while nothing ran has done all it does, once and in its order', async () => {
    await agreeOnSilence({ merchantSilence: 'accept' });
    const simulator = await walk.as('simulator');
    const webstore = await walk.as('kahvikauppa');
    const { now } = (await simulator.get('/v1/simulator/clock')).body;
    // Awaited in the order of their numbers, due in the other one.
    const awaited = await Promise.all(
      [1, 2, 3].map(async (number) => {
        const paymentId = `away-${number}`;
        const { body } = await webstore.post('/v1/orders', workedExample({ paymentId }));
        await simulator.post('/v1/simulator/payments', {
          type: 'PaymentPending',
          data: {
            ...{ sellerId: 'kahvikauppa', paymentId, method: 'FI01' },
            payBy: hoursFrom(now, (10 - number) * DAY_HOURS),
          },
        });
        return String(body.orderId);
      }),
    );
    const liisa = await walk.as('liisa');
    for (const orderId of awaited) await untilTold(liisa, `/v1/orders/${orderId}`, 'FundsAwaited');
    const held = await withFundedMoney('hold-2');
    const inspected = await buyerStory(walk);
    await inspected.send();
    const negotiated = await buyerStory(walk);
    const { theirs } = await caseAwaiting(negotiated, 'merchant');

    await walk.away(40);
    const [merchant, manager] = await Promise.all([walk.as('liisa'), walk.as('maija')]);
    for (const orderId of awaited)
      await untilTold(merchant, `/v1/orders/${orderId}`, 'OrderExpired');
    await untilTold(merchant, held, 'HoldReleased');
    await untilTold(manager, inspected.order, 'InspectionEnded');
    await untilCase(manager, theirs, 'closed');
    // Answered once nothing is due any more.
    const { body } = await (await walk.as('simulator')).get('/v1/simulator/clock');
    await moveTo(hoursFrom(body.now, 1));

    const store = await sqliteEventStore({ file: join(walk.directory, 'events.db') });
    const log = await logOf({ ports: { store } });
    await store.close();
    // All that was ever due in this walk: none twice, early or never.
    expect(brokenTimers(log)).toEqual([]);
    const expired = log.filter(({ type }) => type === 'OrderExpired').map(factsOf);
    expect(expired.map(({ orderId }) => orderId)).toEqual([...awaited].reverse());
    // Late by weeks, they say when they were due.
    expect(expired.map(({ lapsedAt }) => lapsedAt)).toEqual(expired.map(({ payBy }) => payBy));
  });
}

const hoursFrom = (moment: string, hours: number): string =>
  new Date(Date.parse(moment) + hours * 3_600_000).toISOString();

/** How many mails about an order have these words. */
const mailsTo = async (walk: Walk, orderId: string, words: string): Promise<number> =>
  (await walk.mailsAbout(orderId)).filter(({ text }) => text.includes(words)).length;
