import { z } from '@libs/kernel';
import { ERASED, personal, sealings, type Sealing } from './personal.js';
import { CATEGORIES } from '../topics.js';

/** Every stored event with the schemas of its fields. */
function events() {
  return Object.values(CATEGORIES)
    .flatMap(({ event }) => [...event.options])
    .map((event) => event.unwrap().shape)
    .map(({ type, data }) => ({
      type: type.value,
      fields: data.unwrap().shape,
    }));
}

/** Every sealed field, by `Type.field`, with whose key seals it. */
function sealedFields(): Readonly<Record<string, string>> {
  const found = events().flatMap(({ type, fields }) =>
    Object.entries(fields).flatMap(([field, schema]) => {
      const sealing = sealingOf(schema);
      if (sealing === undefined) return [];
      return [[`${type}.${field}`, `${sealing.subject} by ${sealing.idField}`] as const];
    }),
  );
  return Object.fromEntries(found);
}

function sealingOf(schema: z.ZodType): Sealing | undefined {
  return sealings.get(schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema);
}

describe('a personal field', () => {
  const name = personal('order', 'orderId', z.string().max(10));

  it('is what it is, or erased', () => {
    expect(name.parse('Matti')).toBe('Matti');
    expect(name.parse(ERASED)).toBe('erased');
    expect(personal('user', 'userId', z.email()).safeParse(ERASED).success).toBe(true);
    expect(name.safeParse(undefined).success).toBe(false);
  });

  it('says whose key seals it', () =>
    expect(sealings.get(name)).toEqual({ subject: 'order', idField: 'orderId' }));
});

describe('the stored events', () => {
  // A field that goes missing here is readable in the log for ever.
  it('seal every personal field and every secret', () =>
    expect(sealedFields()).toEqual({
      'SecretKeyIssued.secretKey': 'merchant by merchantId',
      'UserAdded.name': 'user by userId',
      'UserAdded.email': 'user by userId',
      'ViewSaved.view': 'user by savedBy',
      'SavedViewChanged.view': 'user by savedBy',
      'OrderReceived.buyer': 'order by orderId',
      'OrderReceived.delivery': 'order by orderId',
      'ParcelAdded.tracking': 'order by orderId',
      'ParcelChanged.tracking': 'order by orderId',
      'RefundRequested.description': 'order by orderId',
      'RefundRequested.internalNote': 'order by orderId',
      'RefundRequested.buyerIban': 'order by orderId',
      'RefundDeclined.reason': 'order by orderId',
      'RefundPayoutOrdered.buyerIban': 'order by orderId',
      'CaseOpened.message': 'order by orderId',
      'WithdrawalDeclared.name': 'order by orderId',
      'WithdrawalDeclared.email': 'order by orderId',
      'CaseMessageSent.message': 'order by orderId',
      'CaseCounterOffered.message': 'order by orderId',
      'CaseAccepted.message': 'order by orderId',
      'CaseDeclined.message': 'order by orderId',
      'TransferReceived.payerName': 'transfer by transferId',
      'TransferSendBackDecided.reason': 'transfer by transferId',
      'MessageParked.message': 'message by messageId',
      'MessageParked.error': 'message by messageId',
      'MessageFailedAgain.error': 'message by messageId',
    }));

  it('name the subject of a sealed field beside it', () => {
    const strays = events().flatMap(({ type, fields }) =>
      Object.values(fields).flatMap((schema) => {
        const idField = sealingOf(schema)?.idField;
        return idField === undefined || idField in fields ? [] : [`${type} has no ${idField}`];
      }),
    );
    expect(strays).toEqual([]);
  });
});
