import { PART_PAYMENT_METHODS } from '@libs/contracts';
import type { Money } from '@libs/kernel';
import type { Campaign } from '@libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fieldError, readFields, type Read } from '../fields/fields.js';
import { line, oneOf, optional, positiveAmount } from '../fields/kinds.js';
import { namedShop, textsOf, type OpenMessage } from '../messages/open-message.js';
import type { Form } from '../wire/form.js';
import { amountText, percentText } from '../wire/amount.js';
import { dayText } from '../wire/message-date.js';
import { element, xmlDocument, type Element } from '../wire/xml.js';
import type { Webstore } from '../webstore.js';
import { monthlyFactor } from './annuity.js';
import { campaignsFor, paymentPlan, type LineSums, type PaymentPlan } from './payment-plan.js';

/** Of which fields a hash would be made; the sources name none, so it is theirs in their order. */
const PLANS: OpenMessage = {
  prefix: 'gpp',
  order: ['gpp_sellerid', 'gpp_amounttotal', 'gpp_amountcurrency'],
};

const PLANS_FIELDS = {
  gpp_amounttotal: positiveAmount,
  gpp_amountcurrency: oneOf('EUR'),
  request_locale: optional(line(5)),
} as const;

/** How a purchase may be paid in parts, as XML (domain: Part payment). */
export async function paymentPlans(
  webstore: Webstore,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  reply.type('text/xml; charset=UTF-8');
  const form = textsOf(request, PLANS.prefix);
  const campaigns = await campaignsOf(webstore, { request, reply, form });
  if (campaigns === undefined) return failedPlans('the seller could not be verified');
  const { values, errors } = totalIn(form);
  if (values === undefined) return failedPlans(errors.map(({ text }) => text).join('; '));
  const now = webstore.ports.clock.now();
  const plans = campaignsFor(campaigns, values).map((each) => paymentPlan(each, values, now));
  return plans.length === 0
    ? plansDocument('10', 'NO_PLANS_AVAILABLE')
    : plansDocument('00', 'OK', plans);
}

function totalIn({ texts, unreadable }: Form): Read<Money> {
  const { values, errors = [] } = readFields(PLANS_FIELDS, texts);
  const [first] = unreadable;
  if (first !== undefined)
    return { errors: [fieldError(first, 'cannot be read in the charset of the message')] };
  return values === undefined ? { errors } : { values: values.gpp_amounttotal };
}

const failedPlans = (text: string): string => plansDocument('99', text);

const plansDocument = (code: string, text: string, plans: readonly PaymentPlan[] = []): string =>
  xmlDocument({
    name: 'PaymentPlans',
    contents: [
      ...element('ResultCode', code),
      ...element('ResultText', text),
      ...plans.map(planElement),
    ],
  });

const planElement = (plan: PaymentPlan): Element => ({
  name: 'PaymentPlan',
  contents: [
    ...element('AnnualInterestPercentage', percentText(plan.annualInterest)),
    ...element('InterestPercentage', percentText(plan.interest)),
    ...element('MonthlyFee', amountText(plan.monthlyFee)),
    ...element('TotalAmount', amountText(plan.totals.total)),
    ...element('TotalCapital', amountText(plan.totals.capital)),
    ...element('TotalFee', amountText(plan.totals.fee)),
    ...element('TotalInterest', amountText(plan.totals.interest)),
    ...element('PaymentPlanLineCount', String(plan.lines.length)),
    ...plan.lines.map(({ invoiceDate, dueDate, ...sums }, at) => ({
      name: 'PaymentPlanLine',
      contents: [
        ...element('InstallmentNumber', String(at + 1)),
        ...element('InvoiceDate', dayText(invoiceDate)),
        ...element('DueDate', dayText(dueDate)),
        ...sumElements(sums),
      ],
    })),
  ],
});

const sumElements = ({ capital, interest, fee, total }: LineSums): readonly Element[] => [
  ...element('Capital', amountText(capital)),
  ...element('Interest', amountText(interest)),
  ...element('Fee', amountText(fee)),
  ...element('Total', amountText(total)),
];

/** The campaigns of a seller as JSON, for calculators of shops (domain: Part payment). */
export async function planParameters(
  webstore: Webstore,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  reply.type('application/json; charset=utf-8');
  const form = textsOf(request, PLANS.prefix);
  const campaigns = await campaignsOf(webstore, { request, reply, form });
  return JSON.stringify(
    campaigns === undefined
      ? { campaigns: [], error: 'the seller could not be verified' }
      : { campaigns: campaigns.map(told) },
  );
}

const HUNDRED = 100;
/** So many decimals keep the sum of a month right to the cent, whatever is bought. */
const FACTOR_DECIMALS = 10;

const told = (campaign: Campaign) => ({
  CampaignCode: campaign.code,
  Description: `Erämaksu ${campaign.months} kk`,
  FromAmount: campaign.from.minorUnits / HUNDRED,
  ToAmount: campaign.to.minorUnits / HUNDRED,
  ContractLengthInMonths: campaign.months,
  MonthlyAnnuityFactor: Number(monthlyFactor(campaign).toFixed(FACTOR_DECIMALS)),
  InitialFee: 0,
  NotificationFee: campaign.monthlyFee.minorUnits / HUNDRED,
  InterestRatePercent: campaign.interest / HUNDRED,
  NumberOfInterestFreeMonths: 0,
  NumberOfPaymentFreeMonths: 0,
});

/** The campaigns of the shop that asks: none where its agreement has no part payment. */
async function campaignsOf(
  webstore: Webstore,
  arrived: { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly form: Form },
): Promise<readonly Campaign[] | undefined> {
  const shop = await namedShop(webstore, PLANS, arrived);
  if (shop === undefined) return undefined;
  const { merchantId } = shop;
  const merchant = (await webstore.views.merchants.load([merchantId])).get(merchantId)?.document;
  const methods = merchant?.agreement?.methods ?? [];
  const isSold = methods.some((method) => PART_PAYMENT_METHODS.includes(method));
  return isSold ? webstore.campaigns : [];
}
