import { ROWS_MAX } from '@libs/contracts';
import { runGateway } from '../gateway.fixtures.js';
import { ORDER } from '../shown.fixtures.js';
import { Confirmation, NewWithdrawal } from './withdrawal-body.js';

describe('the second step of a withdrawal', () => {
  it('takes what the first one answers, however much that is', async () => {
    const longest = NewWithdrawal.parse({
      name: 'ä'.repeat(100),
      email: `matti@${'shop.'.repeat(50)}example`,
      contract: '1'.repeat(50),
      rows: Array.from({ length: ROWS_MAX }, (_none, at) => ({
        rowNumber: Number.MAX_SAFE_INTEGER - at,
        quantity: '999999.999',
      })),
    });
    const prepared = { ...longest, orderId: ORDER, preparedAt: '2026-03-02T10:00:00.000Z' };
    const { ports, close } = await runGateway();
    const confirmation = ports.secrets.sign('withdrawal', JSON.stringify(prepared));
    await close();
    expect(Confirmation.safeParse({ confirmation })).toMatchObject({ success: true });
  });
});
