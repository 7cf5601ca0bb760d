import { z } from 'zod';
import {
  idFrom,
  INSTITUTION,
  MerchantId,
  orderIdOf,
  PaymentId,
  SellerId,
  SettlementId,
  Tenant,
  TransferId,
  UserId,
} from './ids.js';

describe('an id made from names', () => {
  it('is the same whenever it is made', () =>
    expect(idFrom('order', 'testikauppias', '1998524_1')).toBe(
      idFrom('order', 'testikauppias', '1998524_1'),
    ));

  it('is a UUID of version 5', () =>
    expect(z.uuid({ version: 'v5' }).safeParse(idFrom('a')).success).toBe(true));

  it('keeps its parts apart', () => {
    const ids = [idFrom('a', 'bc'), idFrom('ab', 'c'), idFrom('abc'), idFrom('a,bc'), idFrom()];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('never changes: streams are named by it', () =>
    expect(orderIdOf(SellerId.parse('testikauppias'), PaymentId.parse('1998524_1'))).toBe(
      'b5bec3f3-436c-514b-8b14-71146156f662',
    ));
});

describe('a tenant', () => {
  it('is a merchant or the institution', () => {
    expect(Tenant.parse(INSTITUTION)).toBe('institution');
    expect(Tenant.safeParse('3f0c5a52-7c1e-4d4b-9a55-0d6f6c1b2a01').success).toBe(true);
    expect(Tenant.safeParse('operator').success).toBe(false);
  });

  it('is never the institution where a merchant is meant', () =>
    expect(MerchantId.safeParse(INSTITUTION).success).toBe(false));
});

describe('an id from outside', () => {
  it.each([
    ['a seller id of fifteen characters', SellerId, 'abc_DEF-1234567'],
    ['a payment id of twenty', PaymentId, '1998524_1.a:b-456789'],
    ['a settlement id', SettlementId, 'S-2026-03-05_1.a'],
    ['a transfer id', TransferId, 'B20260309:77'],
    ['a user id', UserId, 'auth0|liisa@shop.example'],
  ])('may be %s', (_what, schema, id) => expect(schema.parse(id)).toBe(id));

  it.each([
    ['a seller id of sixteen characters', SellerId, 'abc_DEF-12345678'],
    ['a payment id of twenty-one', PaymentId, '123456789012345678901'],
    ['a payment id with a space', PaymentId, '1998524 1'],
    ['a payment id with a slash', PaymentId, '1998524/1'],
    ['a settlement id with a line feed', SettlementId, 'S-1\n'],
    ['an empty transfer id', TransferId, ''],
    ['a user id with a quote', UserId, "liisa'"],
  ])('may not be %s', (_what, schema, id) => expect(schema.safeParse(id).success).toBe(false));
});
