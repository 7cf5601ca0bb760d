import { eur, INSTITUTION, referenceOf, TransferId, type Timestamp } from '@libs/kernel';
import { calendarOf, type DemoCalendar } from './demo-calendar.js';
import { STEPS, type OrderAct } from './demo-acts.js';
import { DEMO_MERCHANTS, type DemoMerchant } from './demo-merchants.js';
import {
  caseOf,
  fundingReserved,
  orderReceived,
  type DemoCase,
  type FundingAccount,
} from './demo-order-steps.js';
import { demoOrders } from './demo-orders.js';
import {
  deductingSteps,
  settlementSteps,
  type DemoClaim,
  type DemoDeduction,
} from './demo-settlements.js';
import { commandStep, messageStep, type DemoStep, type DemoWave } from './demo-steps.js';
import type { DemoAct, DemoStory } from './demo-stories.js';
import { DEMO_USERS } from './demo-users.js';

export const DEMO_SEED = 'merchant-extranet';

/** What the demo data is made for. The same seed and `now` always make the same plan. */
export interface DemoWorld {
  readonly seed: string;
  readonly now: Timestamp;
  readonly fundingAccount: FundingAccount;
  /** Of each merchant, besides one of each kind there is. */
  readonly everydayOrders?: number;
}

/** Merchants with their web stores, agreements, keys and users. */
export function merchantWaves({ now }: Pick<DemoWorld, 'now'>): readonly DemoWave[] {
  const at = inWords(Date.parse(now) - 400 * 24 * 60 * 60_000);
  const each = (stepsOf: (merchant: DemoMerchant, at: Timestamp) => readonly DemoStep[]) =>
    DEMO_MERCHANTS.flatMap((merchant) => stepsOf(merchant, at));
  return [
    { name: 'merchants', steps: each(registered) },
    { name: 'web stores, agreements and users', steps: each(equipped) },
    { name: 'secret keys', steps: each(keyIssued) },
  ];
}

/** A few thousand orders over the last 90 days, in every state there is. */
export function orderWaves({
  seed,
  now,
  fundingAccount,
  everydayOrders,
}: DemoWorld): readonly DemoWave[] {
  const scenes = demoOrders(seed, everydayOrders).map((order) => ({
    each: caseOf(order, fundingAccount),
    calendar: calendarOf(order, Date.parse(now)),
  }));
  const { proposals, payments } = settlementSteps(scenes.flatMap(claimIn));
  const deducting = deductingSteps(deductionsIn(scenes));
  const told = (name: string, ...acts: OrderAct[]): DemoWave => ({
    name,
    steps: scenes.flatMap((scene) => acts.flatMap((act) => stepsOf(scene, act))),
  });
  return [
    { name: 'orders', steps: scenes.flatMap((scene) => whenTold(scene, 'receive', orderReceived)) },
    told('payment methods', 'pick-method'),
    told('awaited money', 'await-funds'),
    told('orders that end unpaid', 'expire', 'cancel'),
    told('payments', 'pay-too-little', 'pay-in-kronor', 'pay', 'pay-twice'),
    told('payments that go back', 'return-paid', 'return-failed'),
    told('refunds', 'refund-part', 'refund-rows', 'refund-all'),
    told('second people', 'approve-refund', 'decline-refund'),
    told('payouts', 'payout-paid', 'payout-failed'),
    told('parcels', 'send'),
    told('hand-overs', 'hand-over'),
    told(
      'cases',
      'ask-cancellation',
      'ask-price-reduction',
      'ask-return',
      'complain',
      'withdraw-from-contract',
    ),
    told('goods that came back', 'receive-goods'),
    told('answers to cases', 'counter-offer', 'accept-case', 'decline-case'),
    told('payouts of cases', 'case-payout-paid'),
    told('inspections', 'inspect'),
    { name: 'settlements', steps: proposals },
    { name: 'settlement payments', steps: payments },
    { name: 'funding references', steps: scenes.flatMap(reservedIn) },
    told('refunds after settlement', 'refund-part-later', 'refund-all-later', 'refund-in-advance'),
    withStrayTransfers(told('transfers', 'transfer', 'transfer-too-little', 'withdraw'), {
      now,
      fundingAccount,
    }),
    { name: 'transfers that go back', steps: sentBack(now) },
    told('payouts after settlement', 'later-payout-paid', 'later-payout-failed'),
    { name: 'settlements that deduct', steps: deducting.proposals },
    { name: 'payments of settlements that deduct', steps: deducting.payments },
  ];
}

interface Scene {
  readonly each: DemoCase;
  readonly calendar: DemoCalendar;
}

function whenTold(
  { each, calendar }: Scene,
  act: DemoAct | 'receive',
  step: (each: DemoCase, at: Timestamp) => DemoStep,
): readonly DemoStep[] {
  const moment = calendar.get(act);
  return moment === undefined ? [] : [step(each, inWords(moment))];
}

function stepsOf({ each, calendar }: Scene, act: OrderAct): readonly DemoStep[] {
  const moment = calendar.get(act);
  return moment === undefined ? [] : STEPS[act](each, inWords(moment));
}

const reservedIn = (scene: Scene): readonly DemoStep[] => [
  ...whenTold(scene, 'refund-part-later', fundingReserved),
  ...whenTold(scene, 'refund-all-later', fundingReserved),
];

function claimIn({ each, calendar }: Scene): readonly DemoClaim[] {
  const proposed = calendar.get('propose-settlement');
  const paid = calendar.get('pay-settlement');
  if (proposed === undefined) return [];
  const paidAt = paid === undefined ? undefined : inWords(paid);
  return [{ each, proposedAt: inWords(proposed), paidAt }];
}

/** Each settlement that deducts takes back one advance of its merchant, after it was paid out. */
function deductionsIn(scenes: readonly Scene[]): readonly DemoDeduction[] {
  return DEMO_MERCHANTS.flatMap((merchant) => {
    const of = (story: DemoStory) =>
      scenes.filter(({ each: { order } }) => order.merchant === merchant && order.story === story);
    const advanced = of('refund-deducted');
    return of('settled-less-deduction').map(({ each, calendar }, at): DemoDeduction => {
      const advance = advanced[at];
      const moments = [
        calendar.get('settle-less-deduction') ?? 0,
        advance?.calendar.get('later-payout-paid') ?? 0,
      ];
      return { each, advanced: advance?.each, at: Math.max(...moments) };
    });
  });
}

/** Money that nobody can place: without a reference, and with one that nobody gave out. */
function withStrayTransfers(
  { name, steps }: DemoWave,
  { now, fundingAccount: { iban } }: Pick<DemoWorld, 'now' | 'fundingAccount'>,
): DemoWave {
  const known = [{}, { reference: referenceOf('123456') }];
  const strays = [...known, ...known].map((reference, index) => {
    const transferId = strayTransfer(index + 1);
    const bookedAt = daysBefore(now, index + 2);
    const amount = eur(20_00 + index * 15_50);
    return messageStep('bank.events', transferId, bookedAt, {
      type: 'TransferArrived',
      data: { transferId, iban, ...reference, amount, payerName: 'Erkki Esimerkki', bookedAt },
    });
  });
  return { name, steps: [...steps, ...strays] };
}

/** An operator deals with two of them: one is back with its payer, one is on its way. */
function sentBack(now: Timestamp): readonly DemoStep[] {
  const by = institution.actor;
  const decided = [3, 4].map((stray, index) => {
    const transferId = strayTransfer(stray);
    return commandStep('refunds', transferId, institution, {
      type: 'SendTransferBack',
      data: {
        ...{ transferId, decidedBy: by, at: daysBefore(now, 1 + index) },
        reason: 'Nobody knows what it is for; the payer was asked twice.',
      },
    });
  });
  const transferId = strayTransfer(4);
  const done = commandStep('refunds', transferId, institution, {
    type: 'NoteTransferSentBack',
    data: { transferId, sentBackBy: by, at: daysBefore(now, 1) },
  });
  return [...decided, done];
}

const strayTransfer = (number: number) => TransferId.parse(`demo-stray-${number}`);

const daysBefore = (now: Timestamp, days: number): Timestamp =>
  inWords(Date.parse(now) - days * 24 * 60 * 60_000);

const institution = { tenant: INSTITUTION, actor: { kind: 'operator', id: 'operator' } } as const;

function registered({ merchantId, company }: DemoMerchant, at: Timestamp): readonly DemoStep[] {
  return [
    commandStep('merchants', merchantId, institution, {
      type: 'RegisterMerchant',
      data: { merchantId, company, at },
    }),
  ];
}

function equipped(merchant: DemoMerchant, at: Timestamp): readonly DemoStep[] {
  const { merchantId, sellerId, storeName, storeUrl, terms, methods, returnTerms } = merchant;
  const users = DEMO_USERS.filter(({ tenant }) => tenant === merchantId);
  return [
    commandStep('merchants', merchantId, institution, {
      type: 'OpenWebStore',
      data: { merchantId, sellerId, name: storeName, url: storeUrl, at },
    }),
    commandStep('merchants', merchantId, institution, {
      type: 'MakeServiceAgreement',
      data: { merchantId, terms, methods, returnTerms, at },
    }),
    ...users.map(({ userId, name, email, roles }) =>
      commandStep('merchants', merchantId, institution, {
        type: 'AddUser',
        data: { merchantId, userId, name, email, roles, at },
      }),
    ),
  ];
}

const keyIssued = (merchant: DemoMerchant, at: Timestamp): readonly DemoStep[] => {
  const { merchantId, sellerId, secretKey } = merchant;
  return [
    commandStep('merchants', merchantId, institution, {
      type: 'IssueSecretKey',
      data: { merchantId, sellerId, generation: 1, secretKey, at },
    }),
  ];
};

const inWords = (moment: number): Timestamp => new Date(moment).toISOString();
