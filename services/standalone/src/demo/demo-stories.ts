/** Something that happens to an order of the demo data. */
export type DemoAct =
  | 'pick-method'
  | 'await-funds'
  | 'expire'
  | 'cancel'
  | 'pay-too-little'
  | 'pay-in-kronor'
  | 'pay'
  | 'pay-twice'
  | 'return-paid'
  | 'return-failed'
  | 'refund-part'
  | 'refund-rows'
  | 'refund-all'
  /** Where two people are needed, somebody else than the one who asked. */
  | 'approve-refund'
  | 'decline-refund'
  | 'payout-paid'
  | 'payout-failed'
  /** Shipping and inspection: nothing to do in the direct service. */
  | 'send'
  | 'hand-over'
  | 'inspect'
  /** Cases: the buyer asks, and the store answers. */
  | 'ask-cancellation'
  | 'ask-price-reduction'
  | 'ask-return'
  | 'complain'
  | 'withdraw-from-contract'
  | 'receive-goods'
  | 'counter-offer'
  | 'accept-case'
  | 'decline-case'
  | 'case-payout-paid'
  | 'propose-settlement'
  | 'pay-settlement'
  | 'refund-part-later'
  | 'refund-all-later'
  /** In the balance model: paid back at once, and taken from a coming payout. */
  | 'refund-in-advance'
  | 'settle-less-deduction'
  | 'transfer'
  | 'transfer-too-little'
  | 'withdraw'
  | 'later-payout-paid'
  | 'later-payout-failed';

const paid: readonly DemoAct[] = ['pick-method', 'pay'];
const refundedPart: readonly DemoAct[] = [...paid, 'refund-part', 'payout-paid'];
const inspected: readonly DemoAct[] = [...paid, 'send', 'hand-over', 'inspect'];
const awaiting: readonly DemoAct[] = ['pick-method', 'await-funds'];
const sent: readonly DemoAct[] = [...paid, 'send'];
const claimed: readonly DemoAct[] = [...inspected, 'propose-settlement'];
const settled: readonly DemoAct[] = [...claimed, 'pay-settlement'];
const waiting: readonly DemoAct[] = [...settled, 'refund-part-later'];

/** How far orders come: every state there is so far, each named by where it ends. */
export const STORIES = {
  received: [],
  'method-chosen': ['pick-method'],
  'awaiting-funds': awaiting,
  expired: [...awaiting, 'expire'],
  abandoned: ['expire'],
  'paid-late': [...awaiting, 'expire', 'pay'],
  cancelled: ['pick-method', 'cancel'],
  'cancelled-money-returned': ['pick-method', 'cancel', 'pay', 'return-paid'],
  'paid-too-little-first': ['pay-too-little', 'return-paid', ...paid],
  'paid-in-kronor': ['pay-in-kronor', 'return-failed'],
  'paid-twice': [...paid, 'pay-twice'],
  paid,
  sent: [...paid, 'send'],
  'in-inspection': [...paid, 'send', 'hand-over'],
  inspected,
  'refund-open': [...paid, 'refund-part'],
  'refund-paid-out': refundedPart,
  'rows-returned': [...paid, 'refund-rows', 'payout-paid'],
  'refund-failed': [...paid, 'refund-part', 'payout-failed'],
  'refund-to-approve': [...paid, 'refund-part'],
  'refund-approved': [...paid, 'refund-part', 'approve-refund', 'payout-paid'],
  'refund-declined': [...paid, 'refund-part', 'decline-refund'],
  'refunded-in-full': [...paid, 'refund-all', 'payout-paid'],
  'cancellation-proposed': [...paid, 'ask-cancellation'],
  'price-reduction-proposed': [...sent, 'ask-price-reduction'],
  'price-reduction-countered': [...sent, 'ask-price-reduction', 'counter-offer'],
  'price-reduction-accepted': [...sent, 'ask-price-reduction', 'accept-case'],
  'partial-return-proposed': [...sent, 'hand-over', 'ask-return'],
  'return-accepted': [...sent, 'hand-over', 'ask-return', 'receive-goods', 'accept-case'],
  'cancellation-accepted': [...paid, 'ask-cancellation', 'accept-case', 'case-payout-paid'],
  'withdrawal-declared': [...sent, 'hand-over', 'withdraw-from-contract'],
  'reclamation-open': [...sent, 'hand-over', 'complain'],
  'reclamation-declined': [...sent, 'hand-over', 'complain', 'decline-case'],
  claimed,
  'claimed-with-refund-waiting': [...claimed, 'refund-part-later'],
  settled,
  'settled-less-refund': [...refundedPart, ...settled.slice(paid.length)],
  'settled-refund-waiting': waiting,
  'settled-refund-withdrawn': [...waiting, 'withdraw'],
  'settled-transfer-differs': [...waiting, 'transfer-too-little'],
  'settled-refund-funded': [...waiting, 'transfer'],
  'settled-refund-paid-out': [...waiting, 'transfer', 'later-payout-paid'],
  'settled-refund-failed': [...waiting, 'transfer', 'later-payout-failed'],
  'refund-advanced': [...settled, 'refund-in-advance', 'later-payout-paid'],
  'refund-deducted': [...settled, 'refund-in-advance', 'later-payout-paid'],
  'settled-less-deduction': [...inspected, 'settle-less-deduction'],
  'settled-refunded-in-full': [...settled, 'refund-all-later', 'transfer', 'later-payout-paid'],
} as const satisfies Readonly<Record<string, readonly DemoAct[]>>;
export type DemoStory = keyof typeof STORIES;

export const actsOf = (story: DemoStory): readonly DemoAct[] => STORIES[story];

/** Stories in which buyer and store talk about the order. */
export const hasCase = (story: DemoStory): boolean =>
  actsOf(story).some((act) => CASE_ACTS.includes(act));

const CASE_ACTS: readonly DemoAct[] = [
  'ask-cancellation',
  'ask-price-reduction',
  'ask-return',
  'complain',
  'withdraw-from-contract',
];

/** Stories that need the merchant's right to refund. */
export const hasRefund = (story: DemoStory): boolean =>
  actsOf(story).some((act) => act.startsWith('refund-') || act === 'accept-case');

/** Stories of a merchant who needs two people for a refund. */
export const hasApproval = (story: DemoStory): boolean => APPROVALS.includes(story);

const APPROVALS: readonly DemoStory[] = ['refund-to-approve', 'refund-approved', 'refund-declined'];

/** Stories with a refund that the merchant's own transfer pays. */
export const isFundedLater = (story: DemoStory): boolean =>
  actsOf(story).some((act) => act === 'refund-part-later' || act === 'refund-all-later');

/** Stories of the balance model, in which no refund waits for a transfer. */
export const isInBalance = (story: DemoStory): boolean =>
  actsOf(story).some((act) => act === 'refund-in-advance' || act === 'settle-less-deduction');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long after the act before it an act comes: at least, and at most. */
export const DELAYS_MS: Readonly<Record<DemoAct, readonly [min: number, max: number]>> = {
  'pick-method': [MINUTE, 10 * MINUTE],
  'await-funds': [MINUTE, 10 * MINUTE],
  expire: [0, 0],
  cancel: [HOUR, DAY],
  'pay-too-little': [MINUTE, HOUR],
  'pay-in-kronor': [MINUTE, HOUR],
  pay: [MINUTE, 20 * MINUTE],
  'pay-twice': [MINUTE, 2 * DAY],
  'return-paid': [2 * HOUR, DAY],
  'return-failed': [2 * HOUR, DAY],
  'refund-part': [3 * HOUR, 3 * DAY],
  'refund-rows': [3 * HOUR, 3 * DAY],
  'refund-all': [HOUR, 2 * DAY],
  'approve-refund': [HOUR, DAY],
  'decline-refund': [HOUR, DAY],
  'payout-paid': [2 * HOUR, DAY],
  'payout-failed': [2 * HOUR, DAY],
  send: [3 * HOUR, 2 * DAY],
  'hand-over': [DAY, 4 * DAY],
  inspect: [0, 0],
  'ask-cancellation': [HOUR, DAY],
  'ask-price-reduction': [HOUR, DAY],
  'ask-return': [HOUR, DAY],
  complain: [HOUR, DAY],
  'withdraw-from-contract': [HOUR, DAY],
  'receive-goods': [DAY, 2 * DAY],
  'counter-offer': [HOUR, DAY],
  'accept-case': [HOUR, DAY],
  'decline-case': [HOUR, DAY],
  'case-payout-paid': [2 * HOUR, DAY],
  'propose-settlement': [HOUR, 5 * HOUR],
  'pay-settlement': [HOUR, 5 * HOUR],
  'refund-part-later': [5 * HOUR, 4 * DAY],
  'refund-all-later': [5 * HOUR, 4 * DAY],
  'refund-in-advance': [5 * HOUR, 4 * DAY],
  'settle-less-deduction': [HOUR, 5 * HOUR],
  transfer: [4 * HOUR, 2 * DAY],
  'transfer-too-little': [4 * HOUR, 2 * DAY],
  withdraw: [HOUR, DAY],
  'later-payout-paid': [2 * HOUR, DAY],
  'later-payout-failed': [2 * HOUR, DAY],
};

/** Stories in which somebody still has something to do: told of the last days. */
const OPEN: readonly DemoStory[] = [
  'received',
  'method-chosen',
  'awaiting-funds',
  'paid-too-little-first',
  'paid-twice',
  'rows-returned',
  'cancellation-proposed',
  'price-reduction-proposed',
  'price-reduction-countered',
  'price-reduction-accepted',
  'partial-return-proposed',
  'return-accepted',
  'withdrawal-declared',
  'reclamation-open',
  'reclamation-declined',
  'paid',
  'sent',
  'in-inspection',
  'refund-open',
  'refund-to-approve',
  'claimed',
  'claimed-with-refund-waiting',
  'settled-refund-waiting',
  'settled-transfer-differs',
  'settled-refund-funded',
  'refund-advanced',
];

export const isOpen = (story: DemoStory): boolean => OPEN.includes(story);
