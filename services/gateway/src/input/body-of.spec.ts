import { InputRefused } from '@libs/platform';
import { ORDER_EXAMPLE } from '../openapi/examples.js';
import { bodyOf } from './body-of.js';
import { NewOrder, OrderBody } from './order-body.js';

const order = bodyOf({ shape: OrderBody, contract: NewOrder });
const [row] = ORDER_EXAMPLE.rows;

function told(over: object): readonly string[] {
  try {
    order.transform({ ...structuredClone(ORDER_EXAMPLE), ...over }, { type: 'body' });
    return [];
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    return error.problems.map(({ detail, pointer }) => `${pointer} ${detail}`);
  }
}

describe('what is wrong with a body', () => {
  it.each([
    [{}, undefined],
    [{ reference: 'RF6119985242' }, '/reference has the wrong form: write it like 19985242'],
    [{ reference: '19985243' }, '/reference has a wrong check digit'],
    [{ rows: row }, '/rows must be a list'],
    [{ rows: {} }, '/rows must be a list'],
    [{ rows: undefined }, '/rows is required'],
    [{ buyer: undefined }, '/buyer is required'],
    [{ rows: [null] }, '/rows/0 must be an object'],
    [{ rows: [] }, '/rows must have at least 1 item'],
    [{ buyer: [ORDER_EXAMPLE.buyer] }, '/buyer must be an object'],
    [
      { rows: [{ ...row, deliveryDate: '2026-02-30' }] },
      '/rows/0/deliveryDate must be a date like 2026-03-02',
    ],
    [
      { buyer: { ...ORDER_EXAMPLE.buyer, name: 'Matti 4242 4242 4242 4242' } },
      '/buyer/name must not hold the number of a card: write no more of it than its last four digits',
    ],
    // What names a thing may be a long number, and pass the check of cards by chance.
    [{ orderNumber: '4242424242424242' }, undefined],
    [{ colour: 'blue' }, '/colour is not a field here'],
  ])('is said in one sentence a field, in our words: %j', (over, sentence) => {
    expect(told(over)).toEqual(sentence === undefined ? [] : [sentence]);
  });
});
