import { typeOf, typeOnTheWire } from './event-types.js';

describe('the type of an event', () => {
  it.each([
    ['RefundRequested', 'fi.merchant-extranet.refunds.refund-requested.v1'],
    ['RefundRequestedV2', 'fi.merchant-extranet.refunds.refund-requested.v2'],
    ['Paid', 'fi.merchant-extranet.refunds.paid.v1'],
  ])('%s has a name outside, and is known by it', (type, onTheWire) => {
    expect(typeOnTheWire('refunds', type)).toBe(onTheWire);
    expect(typeOf(onTheWire)).toBe(type);
  });

  it('is taken at its word where it does not look like ours', () => {
    expect(typeOf('com.bank.transfer')).toBe('com.bank.transfer');
    expect(typeOnTheWire('refunds', '(odd)')).toBe('(odd)');
  });
});
