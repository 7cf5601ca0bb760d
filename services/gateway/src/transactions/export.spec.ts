import type { AccountTransaction } from '@libs/contracts';
import { eur, idFrom, INSTITUTION, type OrderId } from '@libs/kernel';
import { FIND_MAX } from '@libs/view-store';
import { ANSWER_SCHEMAS } from '../answers/answer-schemas.js';
import { OTHER, runGateway, type Running } from '../gateway.fixtures.js';
import { transaction } from '../shown.fixtures.js';
import { TRANSACTION_COLUMNS } from './transaction-columns.js';

/** More than two pages of the store, several at one moment: the order is settled by their ids. */
const COUNT = 2 * FIND_MAX + 17;
const POSITION = '00000000000000000007';
const LINES: readonly AccountTransaction[] = Array.from({ length: COUNT }, (_none, index) =>
  transaction({
    ...{ orderId: idFrom('order', String(index)) as OrderId, orderNumber: `N-${index}` },
    receivedAt: `2026-03-0${1 + (index % 9)}T10:00:00.000Z`,
    total: eur(1 + (index % 7)),
    buyerName: index === 3 ? '=HYPERLINK("http://evil.example","Matti")' : 'Väinö; "Ääkkönen"',
    status: index % 2 === 0 ? 'settled' : 'received',
  }),
);

describe('the file of Account Transactions', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    const all = [...LINES, transaction({ orderId: idFrom('x') as OrderId, merchantId: OTHER })];
    const changes = all.map((document) => ({
      id: document.orderId,
      ...{ document, position: POSITION },
    }));
    await gateway.views.transactions.save(changes, POSITION);
  });
  afterAll(() => gateway.close());

  const file = (query = '') => gateway.fetch(`/v1/transactions/export${query}`);
  const numbers = (text: string) =>
    text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(/[,;]/u)[1] ?? '');

  it('holds everything that matches once, in the order of the list', async () => {
    const { status, text, headers } = await file();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="account-transactions_2026-03-02.csv"',
    );
    expect(headers.get('extranet-position')).toBe(POSITION);
    expect(headers.get('extranet-time-zone')).toBe('Europe/Helsinki');
    expect(text.split('\r\n')[0]).toBe(TRANSACTION_COLUMNS.map(({ id }) => id).join(','));
    const all = numbers(text);
    expect([all.length, new Set(all).size]).toEqual([COUNT, COUNT]);
    const listed = (await gateway.fetch('/v1/transactions?limit=100')).body.items;
    expect(all.slice(0, 100)).toEqual(
      listed.map(({ orderNumber }: AccountTransaction) => orderNumber),
    );
  });

  it.each([
    '?status=settled',
    '?sort=total&maxAmount=3',
    '?q=N-7',
    '?from=2026-03-05&sort=receivedAt',
  ])('holds what the list holds for %s', async (query) => {
    const found: string[] = [];
    let cursor = '';
    do {
      const page = await gateway.fetch(`/v1/transactions${query}&limit=100${cursor}`);
      found.push(...page.body.items.map((each: AccountTransaction) => each.orderNumber));
      cursor = page.body.next === null ? '' : `&cursor=${page.body.next}`;
    } while (cursor !== '');
    expect(numbers((await file(query)).text)).toEqual(found);
  });

  it('shows a merchant its own orders only', async () => {
    const theirs = await gateway.token({ merchant: OTHER });
    const { text } = await gateway.fetch('/v1/transactions/export', { token: theirs });
    expect(numbers(text)).toHaveLength(1);
    const institution = await gateway.token({ merchant: INSTITUTION, roles: ['operator'] });
    const asked = await gateway.fetch('/v1/transactions/export', { token: institution });
    expect(asked.status).toBe(403);
  });

  it('is only its header where nothing matches', async () => {
    const { status, text } = await file('?method=FI01');
    expect([status, text.split('\r\n').length]).toEqual([200, 2]);
  });

  it('is written for Excel when that is asked for, and never runs as a formula', async () => {
    const { text } = await file('?profile=fi-excel&q=N-3');
    expect(text.startsWith('orderId;orderNumber;')).toBe(true);
    const asked = await fetch(`${gateway.address}/v1/transactions/export?profile=fi-excel`, {
      headers: { authorization: `Bearer ${await gateway.token()}` },
    });
    const bytes = Buffer.from(await asked.arrayBuffer());
    expect(bytes.subarray(0, 10).toString('latin1')).toBe('\xEF\xBB\xBForderId');
    expect(text).toContain(`;"'=HYPERLINK(""http://evil.example"",""Matti"")";`);
    expect(text).toContain(';0,04;');
    expect(text).toContain(';04.03.2026 12:00:00;');
    const plain = (await file('?q=N-3')).text;
    expect(plain).toContain(',0.04,');
    expect(plain).toContain(',2026-03-04T12:00:00+02:00,');
  });

  it.each([
    ['?profile=excel', '/profile'],
    ['?limit=1', '/limit'],
    ['?cursor=x', '/cursor'],
    ['?from=yesterday', '/from'],
    ['?status=lost', '/status'],
    ['?from=2026-03-04&to=2026-03-02', '/to'],
  ])('is not made for %s', async (query, pointer) => {
    const { status, body } = await file(query);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('has a column for everything that the list shows', () => {
    const shown = Object.keys(ANSWER_SCHEMAS.TransactionPage.shape.items.element.shape);
    const [money, shipping] = [Object.keys(LINES[0]?.money ?? {}), ['allSentAt']];
    const nested = [
      ...['money', 'shipping', 'openRefunds', 'openCases', 'isClaimed', 'revisions', 'href'],
    ];
    const ids = TRANSACTION_COLUMNS.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        ...shown.filter((name) => !nested.includes(name)),
        ...[...money, ...shipping],
      ]),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
