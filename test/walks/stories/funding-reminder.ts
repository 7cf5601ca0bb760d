import { eventually } from '@libs/testing';
import { mailsIn } from '../mails.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur } from '../worked-example.js';
import { settledOrder, type SettledOrder, type WaitingRefund } from './settled-order.js';

/** Time passes: the merchant's people are reminded, a few times, and never of what is over. */
export function fundingReminderStory(start: StartWalk): void {
  let walk: Walk;
  let order: SettledOrder;
  let waiting: WaitingRefund;
  let withdrawn: WaitingRefund;

  beforeAll(async () => {
    walk = await start();
    order = await settledOrder(walk, 'reminder-1');
    waiting = await order.refund(20_00, 'waiting');
    withdrawn = await order.refund(25_00, 'withdrawn');
    await order.withdraw(withdrawn.refundId);
    await order.untilRefund(withdrawn.refundId, 'withdrawn');
  });
  afterAll(() => walk.end());

  const hoursOn = async (hours: number) => {
    const simulator = await walk.as('simulator');
    const { body } = await simulator.get('/v1/simulator/clock');
    const to = new Date(Date.parse(body.now) + hours * 3_600_000).toISOString();
    expect((await simulator.post('/v1/simulator/clock', { to })).status).toBe(200);
  };
  /** Mails that name a refund's reference, the first one first. */
  const remindersOf = ({ funding }: WaitingRefund) => mailsIn(walk.directory, funding.reference);
  const untilReminded = (times: number) =>
    eventually(async () => (await remindersOf(waiting)).length === times);

  it('is not written to in the first days', async () => {
    await hoursOn(7 * 24 - 1);
    expect(await remindersOf(waiting)).toEqual([]);
  });

  it('is told after a week what to transfer and where, and nobody but those who may refund', async () => {
    await hoursOn(2);
    await untilReminded(1);
    const [mail] = await remindersOf(waiting);
    expect(mail?.text).toMatch(/^To: liisa@example\.com, pekka@example\.com$/mu);
    for (const words of ['20,00 EUR', waiting.funding.iban, 'Hei,', 'Hej,', 'Hello,'])
      expect(mail?.text).toContain(words);
  });

  it('is told again after another week, and a restart repeats nothing', async () => {
    const [before] = await remindersOf(waiting);
    await walk.restart();
    await hoursOn(7 * 24);
    await untilReminded(2);
    const [first, second] = await remindersOf(waiting);
    expect(first).toEqual(before);
    expect(second?.name).not.toBe(first?.name);
  });

  it('hears no more of it once the transfer has come, and never of what was withdrawn', async () => {
    const simulator = await walk.as('simulator');
    await simulator.post('/v1/simulator/bank', {
      type: 'TransferArrived',
      data: { transferId: 't-reminded', ...transferFor(waiting), amount: eur(20_00) },
    });
    await order.untilRefund(waiting.refundId, 'payout-ordered');
    const later = await order.refund(30_00, 'later');
    await hoursOn(7 * 24 + 1);
    // What fell due before this one has had its turn.
    await eventually(async () => (await remindersOf(later)).length === 1);
    expect(await remindersOf(waiting)).toHaveLength(2);
    expect(await remindersOf(withdrawn)).toEqual([]);
  });

  it('is told three times at most', async () => {
    const endless = await order.refund(35_00, 'endless');
    for (const times of [1, 2, 3]) {
      await hoursOn(7 * 24 + 1);
      await eventually(async () => (await remindersOf(endless)).length === times);
    }
    await hoursOn(7 * 24 + 1);
    const after = await order.refund(40_00, 'after');
    await hoursOn(7 * 24 + 1);
    await eventually(async () => (await remindersOf(after)).length === 1);
    expect(await remindersOf(endless)).toHaveLength(3);
  });
}

const transferFor = ({ funding: { iban, reference } }: WaitingRefund) => ({ iban, reference });
