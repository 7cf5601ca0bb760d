import { z } from '@libs/kernel';

/** What the rules of refunds look at (domain: Permissions). */
export const PaymentMethodGroup = z.enum(['card', 'bank', 'svea-invoice', 'collector', 'closed']);
export type PaymentMethodGroup = z.infer<typeof PaymentMethodGroup>;

const BANKS = Array.from({ length: 15 }, (_, at) => `FI${String(at + 1).padStart(2, '0')}`);

/** Method to group is data, not code (domain: Payment methods). `closed`: no online refund. */
const GROUPS: Readonly<Record<PaymentMethodGroup, readonly string[]>> = {
  card: ['FI50', 'FI51', 'FI52', 'FI53', 'FI54', 'APPL', 'GPAY', 'MOBP', 'MPAS'],
  bank: [...BANKS, 'SIIR', 'PIVO', 'EEAC'],
  'svea-invoice': ['FI70', 'FIIN', 'FI71', 'FIPP', 'FI72', 'FIBI'],
  collector: ['COLI', 'COLP'],
  closed: ['EEMK', 'PLDP', 'USPP'],
};

const GROUP_OF: ReadonlyMap<string, PaymentMethodGroup> = new Map(
  PaymentMethodGroup.options.flatMap((group) =>
    GROUPS[group].map((code): [string, PaymentMethodGroup] => [code, group]),
  ),
);

/** Every payment method's code, as the payment interface writes it. */
export const PAYMENT_METHODS: readonly string[] = [...GROUP_OF.keys()];

export const PaymentMethod = z
  .enum(PAYMENT_METHODS as [string, ...string[]])
  .brand<'PaymentMethod'>();
export type PaymentMethod = z.infer<typeof PaymentMethod>;

/** Those with which the buyer pays in parts, on the institution's own terms. */
export const PART_PAYMENT_METHODS: readonly string[] = ['FI71', 'FIPP'];

/** The group a known method belongs to. */
export function groupOf(method: PaymentMethod): PaymentMethodGroup {
  const group = GROUP_OF.get(method);
  if (group === undefined) throw new Error(`${method} was parsed, so it has a group`);
  return group;
}
