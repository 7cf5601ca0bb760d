import { PaymentMethodGroup } from './payment-methods.js';
import { permitted, type AskedAction, type Permission } from './permission-matrix.js';
import { ServicePackage } from './terms.js';

const YES = 'yes';
const OUTSIDE = 'direct-service-refunds-cards-and-collector-only, then refund-outside-extranet';
const NEVER = 'method-takes-no-online-refund, then contact-support';
const NO_CONTACT = 'no-contact-with-the-buyer, then refund';

/** Row by row, as the domain's table: direct, refund tools only, Satisfaction Guarantee. */
const REFUNDS: readonly [PaymentMethodGroup, ...Answers][] = [
  ['card', YES, YES, YES],
  ['collector', YES, YES, YES],
  ['bank', OUTSIDE, YES, YES],
  ['svea-invoice', OUTSIDE, YES, YES],
  ['closed', NEVER, NEVER, NEVER],
];
const ACTIONS: readonly [Exclude<AskedAction['action'], 'refund'>, ...Answers][] = [
  [
    'tell-parcels',
    'shipping-data-not-in-use, then none',
    'shipping-data-not-needed, then none',
    YES,
  ],
  ['buyer-case', NO_CONTACT, NO_CONTACT, YES],
  ['feedback', NO_CONTACT, NO_CONTACT, YES],
  ['card-risk', YES, YES, YES],
];
type Answers = [direct: string, refundTools: string, guarantee: string];

const PACKAGES = ServicePackage.options;
const inWords = (permission: Permission): string =>
  permission.allowed ? YES : `${permission.rule}, then ${permission.nextStep}`;

describe('the permission matrix', () => {
  it.each(
    REFUNDS.flatMap(([group, ...answers]) =>
      answers.flatMap((answer, at) =>
        [false, true].map((isSettled) => ({
          ...{ group, answer, isSettled },
          servicePackage: PACKAGES[at] ?? 'direct',
        })),
      ),
    ),
  )(
    'says of a refund of $group with $servicePackage, settled $isSettled: $answer',
    ({ answer, ...asked }) =>
      expect(inWords(permitted({ action: 'refund', ...asked }))).toBe(answer),
  );

  it.each(
    ACTIONS.flatMap(([action, ...answers]) =>
      answers.map((answer, at) => ({ action, answer, servicePackage: PACKAGES[at] ?? 'direct' })),
    ),
  )('says of $action with $servicePackage: $answer', ({ answer, ...asked }) =>
    expect(inWords(permitted(asked))).toBe(answer),
  );

  it('is asked in the order of its columns, and of every group', () => {
    expect(PACKAGES).toEqual(['direct', 'refund-tools', 'satisfaction-guarantee']);
    expect(REFUNDS.map(([group]) => group).sort()).toEqual([...PaymentMethodGroup.options].sort());
  });
});
