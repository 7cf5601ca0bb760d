import type { Value } from './view-store.js';

/** The order of values of one kind: numbers by size, texts by code points as UTF-8 bytes sort. */
export function compared(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return comparedTexts(a, b);
  return a < b ? -1 : Number(a > b);
}

/** JavaScript sorts UTF-16 units, which puts U+FFxx after the letters beyond U+FFFF. */
function comparedTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
