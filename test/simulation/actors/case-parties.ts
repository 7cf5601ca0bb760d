import {
  CASE_TERMS,
  type CaseCommand,
  type CaseKind,
  type CaseShown,
  type Delivery,
  type OrderDetails,
} from '@libs/contracts';
import { CaseId, idFrom, type Actor, type Named } from '@libs/kernel';
import { ask, now, type Scene } from '../asking.js';
import { buyerOf, emailOf, wordsOf } from '../people.js';
import { casesOf, deliveryOf, moneyOf, pageOf } from '../seen.js';
import { BUYER, someSum } from './buyer.js';

type Party = 'buyer' | 'merchant';
type Opening = Named<CaseCommand, 'OpenCase'>['data'];

const KINDS: readonly CaseKind[] = [
  'cancellation',
  'price-reduction',
  'partial-return',
  'reclamation',
];

/** A buyer asks for something. */
export const complain = (scene: Scene): Promise<unknown> =>
  open(scene, 'buyer', scene.chance.pick(KINDS));

/** A merchant offers a price reduction; another kind is refused. */
export const offerReduction = (scene: Scene): Promise<unknown> =>
  open(scene, 'merchant', scene.chance.is(90) ? 'price-reduction' : 'reclamation');

async function open(scene: Scene, by: Party, kind: CaseKind): Promise<unknown> {
  const { chance, number } = scene;
  const order = await factsOf(scene);
  if (order === undefined) return undefined;
  const isOfMoney = kind === 'price-reduction' || (kind === 'reclamation' && chance.is(60));
  const isOfRows = kind === 'partial-return' || (kind === 'reclamation' && chance.is(20));
  return say(scene, by, caseIdOf(scene), (caseId, orderId, at) => ({
    type: 'OpenCase',
    data: {
      ...{ caseId, orderId, by, kind, reason: 'other', order, at },
      ...(isOfMoney && { amount: someSum(scene, order.refundable.minorUnits) }),
      ...(isOfRows && {
        chosen: [{ rowNumber: chance.pick([1, 1, 2, 7]), quantity: chance.pick(['1', '1', '2']) }],
      }),
      ...(chance.is(50) && { message: wordsOf(number) }),
    },
  }));
}

/** A withdrawal from the contract, of all of it or of a row. */
export async function withdrawFromContract(scene: Scene): Promise<unknown> {
  const { order, chance } = scene;
  const facts = await factsOf(scene);
  if (facts === undefined) return undefined;
  const { name } = buyerOf(order.number);
  const email = emailOf(order.number);
  return say(scene, 'buyer', caseIdOf(scene), (caseId, orderId, at) => ({
    type: 'DeclareWithdrawal',
    data: {
      ...{ caseId, orderId, name, email, contract: order.data.orderNumber, order: facts, at },
      ...(chance.is(40) && { chosen: [{ rowNumber: 1, quantity: '1' }] }),
    },
  }));
}

/** Somebody whose turn it is answers; sometimes somebody whose turn it is not. */
export async function answerCase(scene: Scene): Promise<unknown> {
  const { chance } = scene;
  const answered = await someCase(scene);
  if (answered === undefined) return undefined;
  const by = chance.is(85) && answered.awaits !== 'nobody' ? answered.awaits : 'merchant';
  const answer = chance.pick([yes, yes, yes, no, offer, offer, words, receive, letGo]);
  return say(scene, by, answered.caseId, (caseId, orderId, at) =>
    answer(scene, { answered, by, ofCase: { caseId, orderId, at } }),
  );
}

interface Answering {
  readonly answered: CaseShown;
  readonly by: Party;
  readonly ofCase: Pick<Opening, 'caseId' | 'orderId' | 'at'>;
}

function yes({ chance }: Scene, { answered, by, ofCase }: Answering): CaseCommand {
  const isPart = chance.is(20);
  const { amount, rows } = answered.proposal;
  const part =
    rows === undefined
      ? { amount: someSum({ chance }, amount?.minorUnits ?? 5_00) }
      : {
          chosen: rows.map(({ rowNumber }) => ({ rowNumber, quantity: chance.pick(['0.5', '1']) })),
        };
  const isFree = answered.kind === 'reclamation' && chance.is(25);
  const extent = isFree ? 'without-refund' : isPart ? 'part' : 'full';
  return {
    type: 'AcceptCase',
    data: {
      ...{ ...ofCase, by, extent, beforeGoods: chance.is(60), isShipped: answered.isShipped },
      ...(isPart && !isFree && part),
    },
  };
}

const no = ({ number }: Scene, { by, ofCase }: Answering): CaseCommand => ({
  type: 'DeclineCase',
  data: { ...ofCase, by, message: wordsOf(number) },
});

const offer = (scene: Scene, { by, ofCase, answered }: Answering): CaseCommand => ({
  type: 'CounterOffer',
  data: { ...ofCase, by, amount: someSum(scene, answered.proposal.amount?.minorUnits ?? 10_00) },
});

const words = ({ number }: Scene, { by, ofCase }: Answering): CaseCommand => ({
  type: 'SendCaseMessage',
  data: { ...ofCase, by, message: wordsOf(number), messageId: idFrom('message', String(number)) },
});

const receive = (_scene: Scene, { ofCase }: Answering): CaseCommand => ({
  type: 'ReceiveGoods',
  data: ofCase,
});

const letGo = (_scene: Scene, { ofCase }: Answering): CaseCommand => ({
  type: 'WithdrawCase',
  data: ofCase,
});

async function someCase(scene: Scene): Promise<CaseShown | undefined> {
  const cases = await casesOf(scene);
  const open = cases.filter(({ status }) => status !== 'closed');
  const among = open.length > 0 && scene.chance.is(95) ? open : cases;
  return among.length === 0 ? undefined : scene.chance.pick(among);
}

const caseIdOf = ({ number }: Scene): CaseId => CaseId.parse(idFrom('case', String(number)));

function say(
  scene: Scene,
  by: Party,
  caseId: CaseId,
  made: (caseId: CaseId, orderId: OrderDetails['orderId'], at: string) => CaseCommand,
): Promise<unknown> {
  const command = made(caseId, scene.order.data.orderId, now(scene));
  const merchant: Actor = { kind: 'user', id: scene.chance.pick(['liisa', 'pekka']) };
  const actor = by === 'buyer' ? BUYER : merchant;
  return ask(scene, { service: 'refunds', command, key: `case ${caseId}`, actor });
}

/** What the order says at this moment, as the door reads it from the views. */
async function factsOf(scene: Scene): Promise<Opening['order'] | undefined> {
  const [page, money, delivery] = await Promise.all([
    pageOf(scene),
    moneyOf(scene),
    deliveryOf(scene),
  ]);
  if (page === undefined || money === undefined) return undefined;
  return {
    merchantId: page.merchantId,
    servicePackage: page.terms.servicePackage,
    terms: page.terms.cases ?? CASE_TERMS,
    rows: page.rows.map(({ rowNumber, quantity, gross, type }) => ({
      ...{ rowNumber, quantity, gross, type },
    })),
    refundable: money.refundable,
    ...wayOf(delivery),
  };
}

type Way = Pick<Opening['order'], 'isShipped' | 'receivedAt' | 'inspectionEndedAt'>;

/** How far the goods have come. */
function wayOf(delivery: Delivery | undefined): Way {
  if (delivery === undefined) return { isShipped: false };
  const { parcels, allSentAt, inspection, inspectionEnded } = delivery;
  return {
    isShipped: parcels.length > 0 || allSentAt !== undefined,
    ...(inspection !== undefined && { receivedAt: inspection.startsAt }),
    ...(inspectionEnded !== undefined && { inspectionEndedAt: inspectionEnded.endedAt }),
  };
}
