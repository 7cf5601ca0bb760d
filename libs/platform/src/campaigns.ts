import { eur, exceeds, z, type Money } from '@libs/kernel';

/** What part payment costs, as the institution sells it (domain: Part payment). */
export interface Campaign {
  readonly code: number;
  readonly months: number;
  /** Of a year, in basis points. */
  readonly interest: number;
  readonly monthlyFee: Money;
  /** Purchases of these sums, both of them included. */
  readonly from: Money;
  readonly to: Money;
}

/** More than this nobody chooses from. */
const CAMPAIGNS_MAX = 50;

/** `14.9` as 1490. */
const Hundredths = z
  .string()
  .regex(/^\d{1,7}(?:\.\d{1,2})?$/u)
  .transform((given) => {
    const [whole = '', parts = ''] = given.split('.');
    return Number(`${whole}${parts.padEnd(2, '0')}`);
  });
const Sum = Hundredths.transform(eur);
const Whole = z
  .string()
  .regex(/^\d{1,9}$/u)
  .transform(Number);
/** In their order. */
const Parts = z
  .tuple([
    Whole,
    Whole.pipe(z.int().min(1).max(120)),
    Hundredths.pipe(z.int().max(10_000)),
    Sum,
    Sum,
    Sum,
  ])
  .refine(([, , , , from, to]) => !exceeds(from, to));

/**
 * Campaigns as a setting writes them: code, months, interest of a year, fee of a month, first and
 * last sum, with `:` between, and a comma between campaigns. Fails for anything else.
 */
export function readCampaigns(given: string): readonly Campaign[] {
  const campaigns = given.split(',').map((one) => readCampaign(one.trim()));
  const codes = new Set(campaigns.map(({ code }) => code));
  if (campaigns.length > CAMPAIGNS_MAX || codes.size !== campaigns.length) throw new Error(given);
  return campaigns;
}

function readCampaign(given: string): Campaign {
  const [code, months, interest, monthlyFee, from, to] = Parts.parse(given.split(':'));
  return { code, months, interest, monthlyFee, from, to };
}

/** The test environment's: made up. */
export const TEST_CAMPAIGNS = '101:3:0:0:70:500,102:12:14.9:5:70:2000,103:24:14.9:5:200:2000';
