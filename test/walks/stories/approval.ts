import { until, type Answer, type Client } from '../client.js';
import { buyerStory, untilCase, type BuyerStory } from '../cases/buyer-story.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur } from '../worked-example.js';

/** Ville asks, Maija decides: where two people are agreed on, neither can do both. */
export function approvalStory(start: StartWalk): void {
  let walk: Walk;
  let story: BuyerStory;
  let ville: Client;
  let maija: Client;
  beforeAll(async () => {
    walk = await start();
    [ville, maija] = await Promise.all([walk.as('ville'), walk.as('maija')]);
    await walk.agree('maija', { refundApproval: 'two-person' });
    story = await buyerStory(walk);
  });
  afterAll(() => walk.end());

  const reduction = (cents: number) => ({
    ...{ kind: 'price-reduction', timing: 'before-settlement', amount: eur(cents) },
    reason: 'defective',
  });
  const request = (who: Client, cents: number): Promise<Answer> =>
    story.ask(who, `${story.order}/refunds`, reduction(cents), `${story.order}/refund-options`);
  const decide = (who: Client, href: string, word: string, body: object = {}): Promise<Answer> =>
    story.ask(who, `${href}/${word}`, body, `${story.order}/refund-options`);
  const options = () => maija.get(`${story.order}/refund-options`);
  const noneWaits = () => until(options, ({ body }) => body.pendingApprovals?.length === 0);
  /** The refund that waits for the second person; one at a time does here, each another one. */
  const waiting = async (before = '') => {
    const { body } = await until(
      options,
      (answer) =>
        answer.body.pendingApprovals?.length === 1 &&
        !before.endsWith(answer.body.pendingApprovals[0].refundId),
    );
    return body.pendingApprovals[0];
  };

  it('waits, under the name of who asked, and is among the work of the others', async () => {
    const { status, body } = await request(ville, 10_00);
    expect([status, body.status]).toEqual([201, 'awaiting-approval']);
    expect(body.requestedBy).toEqual({ kind: 'user', id: 'ville', name: 'Ville Hämäläinen' });
    expect(await waiting()).toMatchObject({ amount: eur(10_00) });
    const own = await decide(ville, body.href, 'approve');
    expect([own.status, own.body.code]).toEqual([403, 'account.approver-is-requester']);
    expect((await (await walk.as('sari')).post(`${body.href}/approve`, {})).status).toBe(403);
  });

  it('is approved by the other person, once however often it is said', async () => {
    const first = await waiting();
    const href = `${story.order}/refunds/${first.refundId}`;
    const etag = (await maija.get(`${story.order}/refund-options`)).headers.get('etag') ?? '';
    const headers = { 'idempotency-key': 'yes', 'if-match': etag };
    const yes = await maija.post(`${href}/approve`, {}, headers);
    expect([yes.status, yes.body.status]).toEqual([200, 'payout-ordered']);
    expect(yes.body.decision).toMatchObject({ by: { name: 'Maija Mäkelä' } });
    const again = await maija.post(`${href}/approve`, {}, headers);
    expect([again.status, again.headers.get('idempotency-hit')]).toEqual([200, 'true']);
    const late = await decide(maija, href, 'decline', { reason: 'Too late.' });
    expect(late.body.code).toBe('account.refund-not-awaiting-approval');
  });

  it('is declined with a reason, and its money is promised no more', async () => {
    const left = ({ body }: Answer): number => body.options[0].max.minorUnits;
    const before = left(await noneWaits());
    const { body } = await request(ville, 20_00);
    await until(options, (answer) => left(answer) === before - 20_00);
    const no = await decide(maija, body.href, 'decline', { reason: 'Agreed otherwise.' });
    expect(no.body).toMatchObject({
      status: 'declined',
      decision: { by: { name: 'Maija Mäkelä' }, reason: 'Agreed otherwise.' },
    });
    await until(options, (answer) => left(answer) === before);
  });

  it('of an offer that the buyer took is never approved by who made the offer', async () => {
    const offer = { kind: 'price-reduction', amount: eur(5_00), message: 'For the delay.' };
    const { body } = await story.ask(ville, `${story.order}/cases`, offer, story.order);
    const mine = `${story.mine}/cases/${body.caseId}`;
    await until(
      () => story.buyer.get(mine),
      (answer) => answer.body.isHeld,
    );
    await story.ask(story.buyer, `${mine}/accept`, {}, mine);
    const { refundId, requestedBy } = await waiting();
    expect(requestedBy).toMatchObject({ kind: 'user', id: 'ville' });
    const href = `${story.order}/refunds/${refundId}`;
    const own = await decide(ville, href, 'approve');
    expect([own.status, own.body.code]).toEqual([403, 'account.approver-is-requester']);
    expect((await decide(maija, href, 'approve')).body.status).toBe('payout-ordered');
    await noneWaits();
  });

  it('of a case that is declined gives the case back, with a deadline; approved, it ends it', async () => {
    const asked = await story.ask(
      ...([story.buyer, `${story.mine}/cases`, { kind: 'cancellation' }, story.mine] as const),
    );
    const path = `/v1/cases/${asked.body.caseId}`;
    const accept = () => story.ask(ville, `${path}/accept`, { extent: 'full' }, path);
    const waitingOne = async (before?: string) =>
      `${story.order}/refunds/${(await waiting(before)).refundId}`;
    await until(
      () => ville.get(path),
      ({ body }) => body.isHeld,
    );
    expect((await accept()).body.status).toBe('accepting');
    const first = await waitingOne();
    await untilCase(ville, path, 'accepting');
    await decide(maija, first, 'decline', { reason: 'Call the buyer first.' });
    const { body: open } = await untilCase(ville, path, 'open');
    expect(open).toMatchObject({ awaits: 'merchant', failure: { reason: 'refund-declined' } });
    expect(Date.parse(open.answerBy)).toBeGreaterThan(Date.now());
    expect((await accept()).body.status).toBe('accepting');
    const second = await waitingOne(first);
    await decide(maija, second, 'approve');
    const { body: ended } = await untilCase(ville, path, 'closed');
    expect(ended).toMatchObject({ outcome: 'accepted' });
  });
}
