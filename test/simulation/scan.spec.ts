import { eur, type Recorded } from '@libs/kernel';
import { embeddedGround, type Ground } from './ground.js';
import { filesIn, type KeptFile } from './kept.js';
import { factsOf, logOf } from './promises/log.js';
import { cardNumbersIn, personalIn } from './scanning.js';
import { judged, playOn, type Outcome } from './schedule.js';
import { FUNDING_ACCOUNT, type World } from './world.js';

const SEED = 1;

/** A run of the simulation on the files of the embedded profile, and all that it leaves. */
describe('what a run leaves behind', () => {
  let ground: Ground;
  let outcome: Outcome;
  let opened: readonly Recorded[];
  let kept: readonly Recorded[];
  let lines: readonly string[];
  let files: readonly KeptFile[];
  let references: ReadonlySet<string>;

  beforeAll(async () => {
    ground = await embeddedGround();
    await playOn(ground, SEED, async (world) => {
      ({ lines } = world);
      await parkPerson(world);
      opened = await logOf(world);
      outcome = await judged(world);
    });
    const store = await ground.asKept();
    kept = await logOf({ ports: { store } });
    await store.close();
    files = await filesIn(ground.directory);
    references = referencesIn(opened);
  });
  afterAll(() => ground.end());

  const isOpen = ({ name }: KeptFile) => name.startsWith('views.db') || name.endsWith('.eml');

  it('keeps its promises on files, too', () => expect(outcome.broken).toEqual([]));

  it('has no card number: in no event, opened or not, in no log line and in no file', () => {
    for (const text of [...opened, ...kept].map((event) => JSON.stringify(event)))
      expect(cardNumbersIn(text, references)).toEqual([]);
    for (const line of lines) expect(cardNumbersIn(line, references)).toEqual([]);
    for (const { name, values } of files)
      expect([name, values.flatMap((value) => cardNumbersIn(value, references))]).toEqual([
        name,
        [],
      ]);
  });

  it('has no readable person: in no event, no table of the bus, no parked message and no log line', () => {
    expect(kept.map(({ type }) => type)).toContain('MessageParked');
    for (const event of kept) expect(personalIn(JSON.stringify(event))).toEqual([]);
    expect(lines.join('')).toContain('message parked');
    for (const line of lines) expect(personalIn(line)).toEqual([]);
    for (const { name, bytes, values } of files.filter((file) => !isOpen(file)))
      expect([name, personalIn(bytes), values.flatMap(personalIn)]).toEqual([name, [], []]);
  });

  it('shows persons where they are to be seen: in views and mails, and in opened events', () => {
    for (const file of ['views.db', '.eml'])
      expect(
        files.filter(({ name }) => name.endsWith(file)).flatMap(({ bytes }) => personalIn(bytes)),
      ).not.toEqual([]);
    expect(personalIn(JSON.stringify(opened))).not.toEqual([]);
  });

  it('would not have hidden a number or a name that somebody put there', () => {
    const planted = JSON.stringify({ ...kept[0], note: 'Aino Salainen, 4242424242424242' });
    expect(cardNumbersIn(planted, references)).toEqual(['4242424242424242']);
    expect(personalIn(planted)).toHaveLength(1);
    const [reference = ''] = references;
    expect(cardNumbersIn(reference, references)).toEqual([]);
    expect(cardNumbersIn('4000000000006', references)).toEqual(['4000000000006']);
  });
});

/** A transfer under the id of another one is parked, with its payer's name in it. */
async function parkPerson({ ports: { bus, clock }, lull }: World): Promise<void> {
  const [topic, key, time] = ['bank.events', 't-twice', clock.now()];
  const transfer = (cents: number) => ({
    ...{ id: `twice ${cents}`, key, time, type: 'TransferArrived' },
    data: {
      ...{ transferId: key, iban: FUNDING_ACCOUNT.iban, amount: eur(cents) },
      ...{ payerName: 'Maksaja Salainen', bookedAt: time },
    },
  });
  await bus.publish(topic, [transfer(1), transfer(2)]);
  await lull();
}

/** The numbers that orders and refunds of the run were given: a check digit of their own says so. */
const referencesIn = (log: readonly Recorded[]): ReadonlySet<string> =>
  new Set(
    log
      .filter(({ type }) => type === 'FundingReserved' || type === 'OrderReceived')
      .map((event) => String(factsOf(event)['reference'])),
  );
