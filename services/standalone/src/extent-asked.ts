import type { DemoExtent } from './demo-data.js';

/** What the words after `--` ask for. */
export function extentAsked(words: readonly string[]): DemoExtent {
  const unknown = words.find((word) => word !== '--empty');
  if (unknown !== undefined)
    throw new Error(`${unknown} is not known: say --empty (no demo orders) or nothing`);
  return words.includes('--empty') ? 'merchants' : 'all';
}
