import type { PaymentMethodGroup } from './payment-methods.js';
import { mayRefund } from './permission-matrix.js';
import type { ServicePackage } from './terms.js';

const YES = 'yes';
const OUTSIDE = 'direct-service-refunds-cards-and-collector-only, then refund-outside-extranet';
const NEVER = 'method-takes-no-online-refund, then contact-support';

/** Row by row (domain: Permissions); before and after settlement it says the same. */
const MATRIX: readonly [PaymentMethodGroup, Readonly<Record<ServicePackage, string>>][] = [
  ['card', { direct: YES, 'refund-tools': YES, 'satisfaction-guarantee': YES }],
  ['collector', { direct: YES, 'refund-tools': YES, 'satisfaction-guarantee': YES }],
  ['bank', { direct: OUTSIDE, 'refund-tools': YES, 'satisfaction-guarantee': YES }],
  ['svea-invoice', { direct: OUTSIDE, 'refund-tools': YES, 'satisfaction-guarantee': YES }],
  ['closed', { direct: NEVER, 'refund-tools': NEVER, 'satisfaction-guarantee': NEVER }],
];

describe('may the merchant refund in the extranet?', () => {
  it.each(
    MATRIX.flatMap(([group, answers]) =>
      Object.entries(answers).map(([servicePackage, answer]) => ({
        group,
        servicePackage,
        answer,
      })),
    ),
  )('$group with $servicePackage: $answer', ({ group, servicePackage, answer }) => {
    const permission = mayRefund(group, servicePackage as ServicePackage);
    const words = permission.allowed ? YES : `${permission.rule}, then ${permission.nextStep}`;
    expect(words).toBe(answer);
  });
});
