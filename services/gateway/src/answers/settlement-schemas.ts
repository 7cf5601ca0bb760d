import {
  AccountTransaction,
  Advance,
  MerchantBalance,
  Settlement,
  SettlementDeduction,
  SettlementLine,
} from '@libs/contracts';
import { z } from '@libs/kernel';
import { AsOf, page, Path } from './answer-parts.js';

const SettlementShown = Settlement.unwrap()
  .omit({ merchantId: true, lines: true, deductions: true })
  .extend({ links: z.strictObject({ self: Path, lines: Path, deductions: Path }) });

/** A part of a settlement names its order, as far as it is the merchant's and known by now. */
const namesOfOrder = {
  ...AccountTransaction.unwrap()
    .pick({ orderNumber: true, paymentId: true, reference: true, method: true, paidAt: true })
    .partial().shape,
  href: Path,
};

const SettlementLineShown = SettlementLine.unwrap()
  .extend({ answer: Settlement.unwrap().shape.lines.unwrap().element.shape.answer })
  .extend(namesOfOrder);

const SettlementDeductionShown = SettlementDeduction.unwrap()
  .extend({ answer: Settlement.unwrap().shape.deductions.unwrap().element.shape.answer })
  .extend(namesOfOrder);

/** A list with an end: it is one page. */
const whole = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.null(), prev: z.null(), asOf: AsOf });

const Balance = MerchantBalance.unwrap()
  .omit({ merchantId: true, changedAt: true })
  .extend({
    links: z.strictObject({ self: Path, advances: Path }),
    asOf: AsOf,
  })
  .describe('What your coming payouts owe for refunds that we advanced (balance model).');

const AdvanceShown = Advance.unwrap()
  .omit({ merchantId: true })
  .extend({
    deductions: z.array(
      Advance.unwrap()
        .shape.deductions.unwrap()
        .element.unwrap()
        .extend({ href: Path.describe('The settlement.') }),
    ),
    href: Path.describe('The order.'),
  });

/** Answers about settlements, and about what coming ones owe. */
export const SETTLEMENT_SCHEMAS = {
  Settlement: SettlementShown,
  SettlementPage: page(SettlementShown),
  SettlementLineList: whole(SettlementLineShown),
  SettlementDeductionList: whole(SettlementDeductionShown),
  MerchantBalance: Balance,
  AdvancePage: page(AdvanceShown),
} as const;
