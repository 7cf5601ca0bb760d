import { readFields } from './fields.js';
import { NEW_PAYMENT_ROW_FIELDS } from './new-payment-fields.js';

const row = {
  ...{ pmt_row_name: 'Kahvi', pmt_row_quantity: '1', pmt_row_price_gross: '5,00' },
  ...{ pmt_row_vat: '25,50', pmt_row_type: '1' },
};
const read = (over: object) =>
  readFields(NEW_PAYMENT_ROW_FIELDS, new Map(Object.entries({ ...row, ...over }))).values;

describe('the words of a message', () => {
  it('lose the number of a card but for its last four digits, and are taken', () =>
    expect(read({ pmt_row_desc: 'Maksoin kortilla 4242-4242-4242-4242' })).toMatchObject({
      pmt_row_desc: 'Maksoin kortilla ****-****-****-4242',
    }));

  it('leave what names a thing as it is', () =>
    expect(read({ pmt_row_articlenr: '4242424242424242' })).toMatchObject({
      pmt_row_articlenr: '4242424242424242',
    }));
});
