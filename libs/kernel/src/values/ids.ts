import { v5 } from 'uuid';
import { z } from 'zod';

/** The project's own namespace for names made from other names; never changed. */
const NAMESPACE = 'b1f6a3f2-6d0e-5c3a-9d55-3c6f0f6f9a10';

/** The same parts always make the same id (UUIDv5); parts are kept apart, so `a,bc` is not `ab,c`. */
export const idFrom = (...parts: readonly string[]): string => v5(JSON.stringify(parts), NAMESPACE);

export const MerchantId = z.uuid().brand<'MerchantId'>();
export type MerchantId = z.infer<typeof MerchantId>;

/** The one who owns a stream: a merchant, or the institution itself. */
export const INSTITUTION = 'institution';
export const Tenant = z.union([MerchantId, z.literal(INSTITUTION)]);
export type Tenant = z.infer<typeof Tenant>;

export const OrderId = z.uuid().brand<'OrderId'>();
export type OrderId = z.infer<typeof OrderId>;

/** A web store's public id at the institution (domain: Orders). */
export const SellerId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,15}$/u)
  .brand<'SellerId'>();
export type SellerId = z.infer<typeof SellerId>;

/** The web store's id of a payment, burned for ever once received (domain: Orders). */
export const PaymentId = z
  .string()
  .regex(/^[A-Za-z0-9_.:-]{1,20}$/u)
  .brand<'PaymentId'>();
export type PaymentId = z.infer<typeof PaymentId>;

/** A payment id is burned for ever because the order's id, and so its stream, is made from it. */
export const orderIdOf = (sellerId: SellerId, paymentId: PaymentId): OrderId =>
  idFrom('order', sellerId, paymentId) as OrderId;

export const RefundId = z.uuid().brand<'RefundId'>();
export type RefundId = z.infer<typeof RefundId>;

/** A case of an order: something its buyer asks for, or its merchant offers. */
export const CaseId = z.uuid().brand<'CaseId'>();
export type CaseId = z.infer<typeof CaseId>;

export const ParcelId = z.uuid().brand<'ParcelId'>();
export type ParcelId = z.infer<typeof ParcelId>;

/** Named by the settlement system; one settlement has one stream. */
export const SettlementId = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,64}$/u)
  .brand<'SettlementId'>();
export type SettlementId = z.infer<typeof SettlementId>;

/** Named by the bank: the same transfer told twice has one stream, so it counts once. */
export const TransferId = z
  .string()
  .regex(/^[A-Za-z0-9_.:-]{1,64}$/u)
  .brand<'TransferId'>();
export type TransferId = z.infer<typeof TransferId>;

export const UserId = z
  .string()
  .regex(/^[A-Za-z0-9_.@:|-]{1,100}$/u)
  .brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;
