import { runGateway, type Running } from '../gateway.fixtures.js';
import { ORDER } from '../shown.fixtures.js';

const HEADERS = { 'idempotency-key': '"k"', 'if-match': '"case.1"' };
const SUM = { minorUnits: 1, currency: 'EUR' };
const ROWS = [{ rowNumber: 1, quantity: '1' }];

/** What would change nothing is refused: who sends it means something else. */
describe('what a case would leave unread', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
  });
  afterAll(() => gateway.close());
  afterEach(() => expect(gateway.sent).toEqual([]));

  const pointedAt = async (path: string, body: object) => {
    const answer = await gateway.fetch(path, { body, headers: HEADERS });
    const errors: readonly { readonly pointer: string }[] = answer.body.errors;
    return [answer.status, ...errors.map(({ pointer }) => pointer)];
  };

  it.each([
    ['a sum of a cancellation', { kind: 'cancellation', amount: SUM }, '/amount'],
    ['rows of a cancellation', { kind: 'cancellation', rows: ROWS }, '/rows'],
    ['a sum of a return', { kind: 'partial-return', rows: ROWS, amount: SUM }, '/amount'],
    ['no rows', { kind: 'partial-return', rows: [] }, '/rows'],
    ['too many rows', { kind: 'partial-return', rows: Array(501).fill(ROWS[0]) }, '/rows'],
  ])('is pointed at when it is opened: %s', async (_what, body, pointer) =>
    expect(await pointedAt(`/v1/orders/${ORDER}/cases`, body)).toEqual([400, pointer]),
  );

  it.each([
    ['a sum', { extent: 'full', amount: SUM }, '/amount'],
    ['rows', { extent: 'full', rows: ROWS }, '/rows'],
    ['a sum without a refund', { extent: 'without-refund', amount: SUM }, '/amount'],
    ['a sum and rows', { extent: 'part', amount: SUM, rows: ROWS }, '/amount'],
  ])('is pointed at when it is accepted: %s', async (_what, body, pointer) =>
    expect(await pointedAt(`/v1/cases/${ORDER}/accept`, body)).toEqual([400, pointer]),
  );
});
