import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PAGE_MAX, START } from '@libs/event-store';
import { portsFor, readConfiguration, silentLogger } from '@libs/platform';
import { tokenFor } from '@services/standalone';
import { cardNumbersIn } from '../tidy/card-numbers.js';
import { clientOf, until, type Answer, type Client } from './client.js';
import { startProcess, type ExtranetProcess } from './process.js';
import { eur, workedExample } from './worked-example.js';

/** What a thief of the disk, and a reader of the logs, must not see; views show it by design. */
const PERSONAL = ['Meikäläinen', 'matti@example.com', 'Mannerheimintie 99', '+358401234567'];
const WRITTEN = [
  ...['Naarmu kannessa', 'Soita asiakkaalle', 'Erkki Esimerkki', 'Kysy Pirkolta'],
  'Palauta Erkille',
];
const SECRETS = ['11223344556677889900', '99887766554433221100', 'Liisa Virtanen'];
const SEALED = [...PERSONAL, ...WRITTEN, ...SECRETS];
/** Sent wherever somebody might put it: it must be nowhere, not even sealed. */
const CARD_NUMBER = '4242424242424242';

/** A life of an order with all that can go wrong, in a process that logs all it can. */
describe('what is kept of people and cards', () => {
  let directory: string;
  let extranet: ExtranetProcess;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'extranet-readable-'));
    const settings = { EXTRANET_LOG_LEVEL: 'trace' };
    extranet = await startProcess(directory, { words: ['--empty'], settings });
    await live(await peopleOf(extranet, directory));
  });
  afterAll(async () => {
    await extranet.kill();
    await rm(directory, { recursive: true, force: true });
  });

  it('is readable in no file but the views, while all is at work and after it has ended', async () => {
    await expectSealed(directory);
    expect(await extranet.stop()).toBe(0);
    await expectSealed(directory);
  });

  it('is in no log line, though errors are told there', () => {
    const lines = extranet
      .said()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(lines.join()).toContain('message parked');
    const telling = (line: string) => SEALED.some((words) => line.includes(words));
    expect(lines.filter(telling)).toEqual([]);
  });

  it('has no card number: in no event, opened or not, in no file and in no log line', async () => {
    expect(cardNumbersIn(extranet.said())).toEqual([]);
    for (const [name, text] of await filesIn(directory))
      expect([name, cardNumbersIn(text)]).toEqual([name, []]);
    const events = await openedEvents(directory);
    expect(events).toContain('Meikäläinen');
    expect(cardNumbersIn(events)).toEqual([]);
  });
});

async function expectSealed(directory: string): Promise<void> {
  const files = await filesIn(directory);
  const isView = (name: string) => name.startsWith('views.db');
  expect(files.map(([name]) => name)).toEqual(
    expect.arrayContaining(['events.db', 'bus.db', 'keys.db', 'views.db']),
  );
  for (const [name, text] of files.filter(([each]) => !isView(each)))
    for (const words of SEALED)
      expect([name, words, text.includes(words)]).toEqual([name, words, false]);
  const views = files.filter(([name]) => isView(name)).map(([, text]) => text);
  expect(views.join('')).toContain('Meikäläinen');
}

async function filesIn(directory: string): Promise<readonly (readonly [string, string])[]> {
  // Mails show what they say, by design; without a mail server they lie in a directory beside.
  const names = (await readdir(directory)).filter((name) => name !== 'mails');
  return Promise.all(
    names.map(async (name) => [name, (await readFile(join(directory, name))).toString()] as const),
  );
}

/** All that was recorded, with its sealed fields opened, as one text. */
async function openedEvents(directory: string): Promise<string> {
  const configuration = readConfiguration({ EXTRANET_DATA: directory });
  const ports = await portsFor(configuration, { logger: silentLogger });
  try {
    const { events, isEnd } = await ports.store.readAll({ after: START, limit: PAGE_MAX });
    expect(isEnd).toBe(true);
    return JSON.stringify(events);
  } finally {
    await ports.close();
  }
}

interface People {
  readonly merchant: Client;
  readonly webstore: Client;
  readonly simulator: Client;
  readonly operator: Client;
}

async function peopleOf({ address }: ExtranetProcess, directory: string): Promise<People> {
  const configuration = readConfiguration({ EXTRANET_DATA: directory });
  const as = async (userId: string) => clientOf(address, await tokenFor(configuration, userId));
  return {
    merchant: await as('liisa'),
    webstore: await as('kahvikauppa'),
    simulator: await as('simulator'),
    operator: await as('operator'),
  };
}

async function live(people: People): Promise<void> {
  const orderId = await sellAndPay(people);
  await refund(people, orderId);
  await mistakes(people, orderId);
  await parkAndTransfer(people);
}

async function sellAndPay({ merchant, webstore, simulator }: People): Promise<string> {
  const { buyer, ...order } = workedExample();
  const sold = await webstore.post('/v1/orders', {
    ...order,
    buyer: { ...buyer, address: 'Mannerheimintie 99', phone: '+358401234567' },
  });
  const card = { brand: 'visa', lastFour: '4242', issuerCountry: 'FI', isAuthenticated: true };
  const payment = {
    ...{ sellerId: 'kahvikauppa', paymentId: '1998524_1', receiptId: 'r-1', method: 'FI50' },
    paid: eur(573_10),
  };
  const pay = (over: object) =>
    simulator.post('/v1/simulator/payments', {
      type: 'PaymentSucceeded',
      data: { ...payment, ...over },
    });
  for (const wrong of [
    { card: { ...card, lastFour: CARD_NUMBER } },
    { card: { ...card, number: CARD_NUMBER } },
    { method: CARD_NUMBER },
  ])
    expect((await pay(wrong)).status).toBe(400);
  expect((await pay({ card })).status).toBe(202);
  const { orderId } = sold.body;
  await until(
    () => merchant.get(`/v1/orders/${orderId}`),
    ({ headers }) => headers.get('etag')?.includes('account') === true,
  );
  return orderId;
}

async function refund({ merchant, simulator }: People, orderId: string): Promise<void> {
  const path = `/v1/orders/${orderId}/refunds`;
  const { headers } = await merchant.get(path);
  const refunded = await merchant.post(
    path,
    {
      ...{ kind: 'price-reduction', timing: 'before-settlement', reason: 'other' },
      ...{ amount: eur(1_00), description: 'Naarmu kannessa', internalNote: 'Soita asiakkaalle' },
    },
    { 'idempotency-key': '"sealed"', 'if-match': headers.get('etag') ?? '' },
  );
  expect(refunded.status).toBe(201);
  const { refundId } = refunded.body;
  await simulator.post('/v1/simulator/payouts', {
    type: 'PayoutFailed',
    data: { orderId, refundId, reason: 'card expired' },
  });
  await until(
    () => merchant.get(`${path}/${refundId}`),
    ({ body }) => body.status === 'payout-failed',
  );
  const kept = await merchant.post(
    '/v1/saved-views',
    { name: 'Kysy Pirkolta', filters: { q: 'Meikäläinen' }, shared: true },
    { 'idempotency-key': '"kept"' },
  );
  expect(kept.status).toBe(201);
}

/** Whatever is refused may be told in a log: never with what was sent. */
async function mistakes({ merchant, webstore }: People, orderId: string): Promise<void> {
  const [name] = PERSONAL;
  const search = encodeURIComponent(`${name} ${CARD_NUMBER}`);
  const answers: readonly Answer[] = [
    await webstore.post('/v1/orders', workedExample({ reference: CARD_NUMBER, buyer: { name } })),
    await webstore.post('/v1/orders', workedExample({ [`card ${name}`]: CARD_NUMBER })),
    await merchant.get(`/v1/transactions?sort=${search}`),
    await merchant.get(`/v1/${search}`),
    await merchant.get(`/v1/orders/${search}`),
    await merchant.post(
      `/v1/orders/${orderId}/refunds`,
      { kind: CARD_NUMBER, description: name },
      { 'idempotency-key': `"${CARD_NUMBER}"`, 'if-match': '"account.0"' },
    ),
  ];
  for (const { status } of answers) expect([400, 404]).toContain(status);
  expect((await merchant.get(`/v1/transactions?q=${search}`)).status).toBe(200);
}

/** A transfer of nobody's, and a message that waits for an operator. */
async function parkAndTransfer({ simulator, operator }: People): Promise<void> {
  await simulator.post('/v1/simulator/bank', {
    type: 'TransferArrived',
    data: {
      ...{ transferId: 't-sealed', iban: 'FI7740123477777777', amount: eur(1_00) },
      payerName: 'Erkki Esimerkki',
    },
  });
  await simulator.post('/v1/simulator/payouts', {
    type: 'PayoutPaid',
    data: { orderId: NOBODYS, refundId: NOBODYS },
  });
  await until(
    () => operator.get('/v1/operations/transfers?status=unmatched'),
    ({ body }) => body.items.length === 1,
  );
  const sentBack = await operator.post(
    '/v1/operations/transfers/t-sealed/send-back',
    { reason: 'Palauta Erkille, hän soitti.' },
    { 'idempotency-key': '"back"' },
  );
  expect([sentBack.status, sentBack.body.sendBack.reason]).toEqual([
    ...[200, 'Palauta Erkille, hän soitti.'],
  ]);
  await until(
    () => operator.get('/v1/operations/parked'),
    ({ body }) => body.items.length > 0,
    20_000,
  );
}

const NOBODYS = '00000000-0000-4000-8000-000000000000';
