/** Something that happens to an order of the demo data. */
export type DemoAct =
  | 'pick-method'
  | 'pay'
  | 'refund-part'
  | 'refund-all'
  | 'payout-paid'
  | 'payout-failed'
  /** Shipping and inspection: nothing to do in the direct service. */
  | 'send'
  | 'hand-over'
  | 'inspect'
  | 'propose-settlement'
  | 'pay-settlement'
  | 'refund-part-later'
  | 'refund-all-later'
  | 'transfer'
  | 'transfer-too-little'
  | 'withdraw'
  | 'later-payout-paid'
  | 'later-payout-failed';

const paid: readonly DemoAct[] = ['pick-method', 'pay'];
const refundedPart: readonly DemoAct[] = [...paid, 'refund-part', 'payout-paid'];
const inspected: readonly DemoAct[] = [...paid, 'send', 'hand-over', 'inspect'];
const claimed: readonly DemoAct[] = [...inspected, 'propose-settlement'];
const settled: readonly DemoAct[] = [...claimed, 'pay-settlement'];
const waiting: readonly DemoAct[] = [...settled, 'refund-part-later'];

/** How far orders come: every state there is so far, each named by where it ends. */
export const STORIES = {
  received: [],
  'method-chosen': ['pick-method'],
  paid,
  sent: [...paid, 'send'],
  'in-inspection': [...paid, 'send', 'hand-over'],
  inspected,
  'refund-open': [...paid, 'refund-part'],
  'refund-paid-out': refundedPart,
  'refund-failed': [...paid, 'refund-part', 'payout-failed'],
  'refunded-in-full': [...paid, 'refund-all', 'payout-paid'],
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
  'settled-refunded-in-full': [...settled, 'refund-all-later', 'transfer', 'later-payout-paid'],
} as const satisfies Readonly<Record<string, readonly DemoAct[]>>;
export type DemoStory = keyof typeof STORIES;

export const actsOf = (story: DemoStory): readonly DemoAct[] => STORIES[story];

/** Stories that need the merchant's right to refund. */
export const hasRefund = (story: DemoStory): boolean =>
  actsOf(story).some((act) => act.startsWith('refund-'));

/** Stories with a refund that the merchant's own transfer pays. */
export const isFundedLater = (story: DemoStory): boolean =>
  actsOf(story).some((act) => act === 'refund-part-later' || act === 'refund-all-later');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long after the act before it an act comes: at least, and at most. */
export const DELAYS_MS: Readonly<Record<DemoAct, readonly [min: number, max: number]>> = {
  'pick-method': [MINUTE, 10 * MINUTE],
  pay: [MINUTE, 20 * MINUTE],
  'refund-part': [3 * HOUR, 3 * DAY],
  'refund-all': [HOUR, 2 * DAY],
  'payout-paid': [2 * HOUR, DAY],
  'payout-failed': [2 * HOUR, DAY],
  send: [3 * HOUR, 2 * DAY],
  'hand-over': [DAY, 4 * DAY],
  inspect: [0, 0],
  'propose-settlement': [HOUR, 5 * HOUR],
  'pay-settlement': [HOUR, 5 * HOUR],
  'refund-part-later': [5 * HOUR, 4 * DAY],
  'refund-all-later': [5 * HOUR, 4 * DAY],
  transfer: [4 * HOUR, 2 * DAY],
  'transfer-too-little': [4 * HOUR, 2 * DAY],
  withdraw: [HOUR, DAY],
  'later-payout-paid': [2 * HOUR, DAY],
  'later-payout-failed': [2 * HOUR, DAY],
};

/** Stories in which somebody still has something to do: told of the last days. */
const OPEN: readonly DemoStory[] = [
  'paid',
  'sent',
  'in-inspection',
  'refund-open',
  'claimed',
  'claimed-with-refund-waiting',
  'settled-refund-waiting',
  'settled-transfer-differs',
  'settled-refund-funded',
];

export const isOpen = (story: DemoStory): boolean => OPEN.includes(story);
