import { personal } from '@libs/contracts';
import { event, z } from '@libs/kernel';
import { sealedShapesOf } from './sealed-shapes.js';

describe('the sealed shapes of the contracts', () => {
  const shapes = sealedShapesOf();

  it.each([
    ['order-1', 'OrderReceived', 'order', ['buyer', 'delivery']],
    ['account-1', 'RefundRequested', 'order', ['description', 'internalNote', 'buyerIban']],
    ['merchant-1', 'SecretKeyIssued', 'merchant', ['secretKey']],
    ['merchant-1', 'UserAdded', 'user', ['name', 'email']],
    ['transfer-1', 'TransferReceived', 'transfer', ['payerName']],
  ])('of %s %s name the subject and the fields', (stream, type, subject, fields) =>
    expect(shapes(stream, type)).toMatchObject({ subject, fields }),
  );

  it('are those of the category, not of a namesake elsewhere', () => {
    expect(shapes('transfer-1', 'OrderReceived')).toBeUndefined();
    expect(shapes('unheard-1', 'OrderReceived')).toBeUndefined();
  });
});

describe('a declaration that cannot be sealed', () => {
  it('names two subjects in one event', () =>
    expect(() =>
      sealedShapesOf({
        thing: {
          event: event('Happened', {
            orderId: z.string(),
            userId: z.string(),
            buyer: personal('order', 'orderId', z.string()),
            user: personal('user', 'userId', z.string()),
          }),
        },
      }),
    ).toThrow('the sealed fields of Happened are one subject'));

  it('does not carry the id of its subject', () =>
    expect(() =>
      sealedShapesOf({
        thing: { event: event('Happened', { buyer: personal('order', 'orderId', z.string()) }) },
      }),
    ).toThrow('Happened names its subject in orderId'));
});
