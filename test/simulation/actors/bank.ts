import type { BankMessage, FundingInstructions } from '@libs/contracts';
import { eur, TransferId } from '@libs/kernel';
import { now, tell, type Scene } from '../asking.js';
import { moneyOf } from '../seen.js';

/**
 * Tells of a merchant's transfer: mostly what a refund waits for; else under no reference or a
 * wrong one, another sum, or for a refund that waits for nothing any more.
 */
export async function transfer(scene: Scene): Promise<unknown> {
  const { chance, number } = scene;
  const funding = await someFunding(scene);
  if (funding === undefined) return undefined;
  const transferId = TransferId.parse(`t-${number}`);
  const mistake = chance.is(15) ? chance.pick(MISTAKES) : {};
  const message: BankMessage = {
    type: 'TransferArrived',
    data: {
      ...{ transferId, iban: funding.iban, amount: funding.amount },
      ...{ reference: `000${funding.reference}`, payerName: 'Maksaja Salainen' },
      ...{ bookedAt: now(scene), ...mistake },
    },
  };
  return tell(scene, 'bank.events', transferId, message);
}

/** A reference that names nothing or nobody, and another sum. */
const MISTAKES = [
  { reference: '' },
  { reference: '1009' },
  { reference: '12 ab' },
  { amount: eur(1) },
];

async function someFunding(scene: Scene): Promise<FundingInstructions | undefined> {
  const { chance } = scene;
  const refunds = (await moneyOf(scene))?.refunds ?? [];
  const funded = refunds.filter((each) => each.funding !== undefined);
  const waiting = funded.filter((each) => each.status === 'waiting-for-transfer');
  const among = waiting.length > 0 && chance.is(90) ? waiting : funded;
  return among.length === 0 ? undefined : chance.pick(among).funding;
}
