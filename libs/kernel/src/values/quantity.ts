/**
 * Quantities are plain decimals of up to three places (`2`, `1.5`). They are reckoned in
 * thousandths, so that a row's parts make the row exactly.
 */
export function thousandthsOf(quantity: string): number {
  const [whole = '', fraction = ''] = quantity.split('.');
  return Number(whole + fraction.padEnd(3, '0'));
}

/** The same as a plain decimal again, without zeros that say nothing. */
export function quantityOf(thousandths: number): string {
  const digits = String(thousandths).padStart(4, '0');
  const fraction = digits.slice(-3).replace(/0+$/u, '');
  return fraction === '' ? digits.slice(0, -3) : `${digits.slice(0, -3)}.${fraction}`;
}
