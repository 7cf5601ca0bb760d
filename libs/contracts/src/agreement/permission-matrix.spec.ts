import { PaymentMethodGroup } from './payment-methods.js';
import { permitted, type AskedAction, type Permission } from './permission-matrix.js';
import { ServicePackage } from './terms.js';

const YES = 'yes';
const YES_IBAN = 'yes, perhaps by IBAN';
const OUTSIDE = 'direct-service-refunds-cards-and-collector-only, then refund-outside-extranet';
const NEVER = 'method-takes-no-online-refund, then contact-support';
const NO_CONTACT = 'no-contact-with-the-buyer, then refund';
const NO_CARD = 'not-paid-by-card, then none';

/** The domain's table of refunds, row by row: each package unsettled, then settled. */
const REFUNDS: readonly [PaymentMethodGroup, Pair, Pair, Pair][] = [
  //                direct              refund tools     Satisfaction Guarantee
  ['card', [YES, YES], [YES, YES], [YES, YES]],
  ['collector', [YES, YES], [YES, YES], [YES, YES]],
  ['bank', [OUTSIDE, OUTSIDE], [YES, YES_IBAN], [YES, YES_IBAN]],
  ['svea-invoice', [OUTSIDE, OUTSIDE], [YES, YES], [YES, YES]],
  ['closed', [NEVER, NEVER], [NEVER, NEVER], [NEVER, NEVER]],
];
type Pair = readonly [unsettled: string, settled: string];

/** The domain's table of all other actions, row by row, whatever the method is. */
const ACTIONS: readonly [Other, ...Answers][] = [
  [
    'tell-parcels',
    'shipping-data-not-in-use, then none',
    'shipping-data-not-needed, then none',
    YES,
  ],
  ['buyer-case', NO_CONTACT, NO_CONTACT, YES],
  ['feedback', NO_CONTACT, NO_CONTACT, YES],
];
type Other = Exclude<AskedAction['action'], 'refund' | 'card-risk'>;
type Answers = [direct: string, refundTools: string, guarantee: string];

/** Card risk, by method group: the risk is a card's. */
const CARD_RISK: readonly [PaymentMethodGroup, ...Answers][] = [
  ['card', YES, YES, YES],
  ['collector', NO_CARD, NO_CARD, NO_CARD],
  ['bank', NO_CARD, NO_CARD, NO_CARD],
  ['svea-invoice', NO_CARD, NO_CARD, NO_CARD],
  ['closed', NO_CARD, NO_CARD, NO_CARD],
];

const PACKAGES = ServicePackage.options;

function inWords(permission: Permission): string {
  if (!permission.allowed) return `${permission.rule}, then ${permission.nextStep}`;
  return permission.mayNeedIban === true ? YES_IBAN : YES;
}

/** The cells of a row, each with its package. */
const cells = <Answer>(answers: readonly Answer[]) =>
  answers.map((answer, at) => ({ answer, servicePackage: PACKAGES[at] ?? 'direct' }));

describe('the permission matrix', () => {
  it.each(
    REFUNDS.flatMap(([group, ...row]) =>
      cells(row).flatMap(({ answer, servicePackage }) =>
        answer.map((each, at) => ({
          ...{ group, servicePackage, answer: each },
          isSettled: at === 1,
        })),
      ),
    ),
  )(
    'says of a refund of $group with $servicePackage, settled $isSettled: $answer',
    ({ answer, ...asked }) =>
      expect(inWords(permitted({ action: 'refund', ...asked }))).toBe(answer),
  );

  it.each(ACTIONS.flatMap(([action, ...row]) => cells(row).map((each) => ({ action, ...each }))))(
    'says of $action with $servicePackage: $answer',
    ({ answer, ...asked }) => expect(inWords(permitted(asked))).toBe(answer),
  );

  it.each(CARD_RISK.flatMap(([group, ...row]) => cells(row).map((each) => ({ group, ...each }))))(
    'says of the card risk of $group with $servicePackage: $answer',
    ({ answer, ...asked }) =>
      expect(inWords(permitted({ action: 'card-risk', ...asked }))).toBe(answer),
  );

  it('is asked in the order of its columns, and of every group', () => {
    const groups = [...PaymentMethodGroup.options].sort();
    expect(PACKAGES).toEqual(['direct', 'refund-tools', 'satisfaction-guarantee']);
    expect(REFUNDS.map(([group]) => group).sort()).toEqual(groups);
    expect(CARD_RISK.map(([group]) => group).sort()).toEqual(groups);
  });

  it('names a rule for every no, and a yes has none', () => {
    for (const [group] of REFUNDS)
      for (const servicePackage of PACKAGES)
        for (const isSettled of [false, true]) {
          const said = permitted({ action: 'refund', group, servicePackage, isSettled }, 1);
          expect('rule' in said).toBe(!said.allowed);
        }
  });
});
