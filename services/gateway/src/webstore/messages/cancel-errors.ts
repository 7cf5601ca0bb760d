import { Money, type Refusal } from '@libs/kernel';
import { fieldError, generalError, type MessageError } from '../fields/fields.js';
import { amountText } from '../wire/amount.js';

/** What is wrong with the rows or the sum of a cancel message, as its answer tells it. */
export function cancelErrors({ code, details = {} }: Refusal): readonly MessageError[] {
  const figure = (name: string): string => {
    const detail = details[name];
    const money = Money.safeParse(detail);
    if (money.success) return amountText(money.data);
    return typeof detail === 'number' || typeof detail === 'string' ? String(detail) : '';
  };
  const row = `pmtc_refund_quantity_of_original_row${figure('rowNumber')}`;
  switch (code) {
    case 'rows-do-not-add-up':
      return [
        fieldError(
          'pmtc_cancelamount',
          `is ${figure('amount')}, but the rows come to ${figure('rowsSum')}`,
        ),
      ];
    case 'buyer-iban-missing':
      return [
        fieldError('pmtc_payeribanrefund', 'is missing: this payment goes back to an account'),
      ];
    case 'chosen-reference-not-taken':
      return [fieldError('pmtc_pay_with_reference', 'is not agreed: leave it out')];
    case 'reference-taken':
      return [fieldError('pmtc_pay_with_reference', 'is in use: choose another one')];
    case 'amount-missing':
      return [fieldError('pmtc_cancelamount', 'is missing')];
    case 'row-unknown':
      return [fieldError(row, 'is of a row that the order has not')];
    case 'row-named-twice':
      return [fieldError(row, 'is there twice')];
    case 'rows-of-another-kind':
      return [fieldError('pmtc_canceltype', 'has no such rows')];
    case 'rows-come-to-nothing':
    case 'rows-sum-too-large':
      return [generalError('generic', `the rows come to ${figure('rowsSum')}`)];
    default:
      return [generalError('generic', code)];
  }
}
