import { eur, type Money } from '@libs/kernel';

/** As many characters as an amount may have (AN17). */
export const AMOUNT_LENGTH_MAX = 17;

const AMOUNT = /^(?<sign>-?)(?<whole>\d{1,14})(?:,(?<cents>\d{0,2}))?$/u;
const SHARE = /^(?<whole>\d{1,3})(?:,(?<parts>\d{0,2}))?$/u;

/** A sum written with a comma and up to two decimals: `200,00`, `15,5`, `15`. No thousands. */
export function amountIn(text: string): Money | undefined {
  if (text.length > AMOUNT_LENGTH_MAX) return undefined;
  const { sign = '', whole, cents = '' } = AMOUNT.exec(text)?.groups ?? {};
  if (whole === undefined) return undefined;
  const minorUnits = Number(`${whole}${cents.padEnd(2, '0')}`);
  if (!Number.isSafeInteger(minorUnits)) return undefined;
  return eur(sign === '-' && minorUnits !== 0 ? -minorUnits : minorUnits);
}

/** A sum as messages write it: a comma and always two decimals. */
export function amountText({ minorUnits }: Money): string {
  const cents = Math.abs(minorUnits).toString().padStart(3, '0');
  return `${minorUnits < 0 ? '-' : ''}${cents.slice(0, -2)},${cents.slice(-2)}`;
}

/** A percentage (`25,50`) in basis points: 2550; at most 100. */
export function basisPointsIn(text: string): number | undefined {
  const { whole, parts = '' } = SHARE.exec(text)?.groups ?? {};
  if (whole === undefined) return undefined;
  const points = Number(`${whole}${parts.padEnd(2, '0')}`);
  return points <= 10_000 ? points : undefined;
}

/** A share in basis points as messages write it: 2550 is `25,50`. */
export const percentText = (basisPoints: number): string => amountText(eur(basisPoints));

/** A quantity written with a comma (`1,500`) as the plain decimal of our contracts (`1.5`). */
export function quantityIn(text: string): string | undefined {
  const { whole, parts = '' } = /^(?<whole>\d{1,6})(?:,(?<parts>\d*))?$/u.exec(text)?.groups ?? {};
  const decimals = parts.replace(/0+$/u, '');
  if (whole === undefined || decimals.length > 3) return undefined;
  const plain = whole.replace(/^0+(?=\d)/u, '');
  return decimals === '' ? plain : `${plain}.${decimals}`;
}
