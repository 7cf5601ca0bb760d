import { FEES, NOW, order, ready, told } from './consumer.fixtures.js';
import { hear, NO_BOOKS } from './books.js';
import { newsIn, onTheWire } from './kafka-line.js';

const message = (type: string) => ({
  key: Buffer.from('settlement-1'),
  value: Buffer.from('{"settlementId":"one"}'),
  headers: {
    ...{ ce_id: 'event-1', ce_type: type, ce_sequence: '00000000000000000042' },
  },
  ...{ offset: '1', timestamp: '0', attributes: 0 },
});

describe('a message on the wire', () => {
  it('is news by its short name, with a position of its partition', () =>
    expect(newsIn(message('fi.merchant-extranet.refunds.settlement-confirmed.v1'), 3)).toEqual({
      ...{ id: 'event-1', type: 'SettlementConfirmed', data: { settlementId: 'one' } },
      ...{ source: 'partition-3', position: '00000000000000000042' },
    }));

  it.each([
    'fi.merchant-extranet.refunds.refund-requested.v1',
    'fi.merchant-extranet.refunds.settlement-confirmed.v2',
    '',
  ])('is not heard as %s', (type) => expect(newsIn(message(type), 0)).toBeUndefined());

  it('is a CloudEvent when it is said', () => {
    const single = order(1, { settlementBundling: 'transaction-specific' });
    const [news] = told(...ready(single));
    const [said] = hear(NO_BOOKS, news as never, { fees: FEES, now: NOW }).outbox;
    expect(onTheWire(said as never)).toMatchObject({
      key: 'tx.event-1',
      headers: {
        ...{ ce_specversion: '1.0', ce_id: 'tx.event-1/proposed', ce_time: NOW },
        ce_type: 'fi.merchant-extranet.settlement.settlement-proposed.v1',
      },
    });
  });
});
