import { CATEGORIES } from '@libs/contracts';
import { playSchedules } from './play-schedules.js';
import { failuresIn } from './telling.js';

const SEEDS = 200;
const FIRST_SEED = 1;
/** `SEED=17 npm test -- test/simulation` plays that schedule alone. */
const ASKED = process.env['SEED'];
const PLAY_MS_MAX = 900_000;

const seedsToPlay = (): readonly number[] =>
  ASKED === undefined
    ? Array.from({ length: SEEDS }, (_, number) => FIRST_SEED + number)
    : [Number(ASKED)];

/** What the runs are made of. */
const PLAYED = [
  'order',
  'receipt',
  'delivery',
  'account',
  'case',
  'settlement',
  'funding',
  'transfer',
] as const;
/** Recorded by an accident that need not happen to any of these seeds. */
const ACCIDENTS = ['RefundFundingRefused', 'TransferOffered'];

describe('after the dust settles', () => {
  const types = new Set<string>();

  it(
    `all promises hold, whatever ${ASKED === undefined ? `${SEEDS} seeds` : `seed ${ASKED}`} made of it`,
    async () => {
      const told = await playSchedules(seedsToPlay());
      expect(failuresIn(told)).toEqual([]);
      for (const each of told)
        if ('outcome' in each) each.outcome.types.forEach((type) => types.add(type));
    },
    PLAY_MS_MAX,
  );

  if (ASKED === undefined)
    it('all has happened that can happen to an order', () => {
      const known = PLAYED.flatMap((category) =>
        CATEGORIES[category].event.options.map((each): string => each.unwrap().shape.type.value),
      );
      const missing = known.filter((type) => !types.has(type) && !ACCIDENTS.includes(type));
      expect(missing).toEqual([]);
    });
});
