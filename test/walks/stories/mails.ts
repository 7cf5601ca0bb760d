import { freePort, smtpServer, type SmtpServer } from '@libs/testing';
import { until, type Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

/** The first tries come after 15 minutes, 1, 4, 16 and 64 hours; then nobody tries any more. */
const TRIES_MAX = 6;
const PAUSE_HOURS = 65;

/** What operators see when the mail server is away, and when it is there again. */
export function mailsStory(start: StartWalk): void {
  let walk: Walk;
  let port: number;
  let server: SmtpServer | undefined;
  let operator: Client;
  let simulator: Client;
  let webstore: Client;
  beforeAll(async () => {
    port = await freePort();
    walk = await start({ EXTRANET_SMTP: `smtp://127.0.0.1:${port}` });
    [operator, simulator, webstore] = await Promise.all([
      walk.as('operator'),
      walk.as('simulator'),
      walk.as('testikauppias'),
    ]);
  });
  afterAll(async () => {
    await walk.end();
    await server?.close();
  });

  /** An order whose buyer is to be mailed a link. */
  const paid = async (paymentId: string): Promise<string> => {
    const order = workedExample({ sellerId: 'testikauppias', paymentId });
    const { body } = await webstore.post('/v1/orders', order);
    await simulator.post('/v1/simulator/payments', {
      type: 'PaymentSucceeded',
      data: {
        ...{ sellerId: 'testikauppias', paymentId, receiptId: `receipt-${paymentId}` },
        ...{ method: 'FI50', paid: eur(573_10) },
      },
    });
    return body.orderId;
  };
  const mails = (status = '') => operator.get(`/v1/operations/mails${status}`);
  const hoursOn = async (hours: number) => {
    const { body } = await simulator.get('/v1/simulator/clock');
    const to = new Date(Date.parse(body.now) + hours * 3_600_000).toISOString();
    await simulator.post('/v1/simulator/clock', { to });
  };

  it('that is away keeps nobody waiting, and operators see what was not taken', async () => {
    const orderId = await paid('mail-1');
    const { body } = await until(mails, (answer) => answer.body.items.length > 0);
    expect(body.items).toMatchObject([
      { orderId, kind: 'link', status: 'to-be-tried-again', tries: 1, reason: 'ESOCKET' },
    ]);
    expect(JSON.stringify(body)).not.toContain('matti');
    expect((await (await walk.as('maija')).get('/v1/operations/mails')).status).toBe(403);
  });

  it('that is there again gets what waited, and the list is empty', async () => {
    server = await smtpServer(port);
    await hoursOn(0.26);
    await until(mails, ({ body }) => body.items.length === 0);
    expect(server.taken).toHaveLength(1);
    expect([...server.arrived.values()][0]).toMatch(/^To: matti@example\.com/mu);
  });

  it('that takes no mail of a buyer is asked six times, and then the mail is given up', async () => {
    server?.refuse();
    const orderId = await paid('mail-2');
    const tried = (times: number) => until(mails, ({ body }) => body.items[0]?.tries === times);
    for (let times = 1; times < TRIES_MAX; times += 1) {
      await tried(times);
      await hoursOn(PAUSE_HOURS);
    }
    await tried(TRIES_MAX);
    const { body } = await mails('?status=given-up');
    expect(body.items).toMatchObject([
      { orderId, kind: 'link', status: 'given-up', reason: '550' },
    ]);
    const page = await walk.metrics();
    expect(page.body).toMatch(
      /extranet_mails_total\{mails="orders\.order-mails",outcome="given-up"\} 1/u,
    );
    server?.refuse(false);
    await paid('mail-3');
    await until(walk.metrics, (answer) =>
      /mails_total\{mails="orders\.order-mails",outcome="sent"\} 2/u.test(answer.body),
    );
    expect((await mails()).body.items).toHaveLength(1);
  });
}
