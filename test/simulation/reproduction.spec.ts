import { playSchedules } from './play-schedules.js';
import { failuresIn, type Told } from './telling.js';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const PLAY_MS_MAX = 300_000;

const historyOf = (told: readonly Told[], seed: number): string | undefined => {
  const found = told.find((each) => each.seed === seed);
  return found !== undefined && 'outcome' in found ? found.outcome.history : undefined;
};

describe('a seed', () => {
  it(
    'has one history, whatever its process played before and however busy the machine is',
    async () => {
      const [alone, amongOthers] = await Promise.all([
        playSchedules([3]),
        playSchedules([2, 4, 5, 6, 3]),
      ]);
      expect(historyOf(alone, 3)).toMatch(/^[0-9a-f]{64}$/u);
      expect(historyOf(amongOthers, 3)).toBe(historyOf(alone, 3));
      expect(new Set(amongOthers.map(({ seed }) => historyOf(amongOthers, seed))).size).toBe(5);
    },
    PLAY_MS_MAX,
  );

  it(
    'that fails is named, with the command that plays it again, and fails again in the same way',
    async () => {
      const told = await playSchedules(SEEDS, 'forgetful-child.ts');
      const failures = failuresIn(told);
      const failing = SEEDS.filter((seed) =>
        failures.some((line) => line.startsWith(`seed ${seed} (SEED=${seed} npm test -- `)),
      );
      // The event that is dropped does not happen to each of them.
      expect(failures).toHaveLength(failing.length);
      expect(failing.length).toBeGreaterThan(0);
      expect(failing.length).toBeLessThan(SEEDS.length);
      const [seed = 0] = failing;
      const again = await playSchedules([seed], 'forgetful-child.ts');
      expect(failuresIn(again)).toEqual([failures[0]]);
      expect(failures[0]).toContain('is not the fold of its events');
      expect(historyOf(again, seed)).toBe(historyOf(told, seed));
      // It was the dropped event, and nothing else.
      expect(failuresIn(await playSchedules([seed]))).toEqual([]);
    },
    PLAY_MS_MAX,
  );
});
