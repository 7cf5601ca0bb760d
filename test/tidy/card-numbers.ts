/** Runs of 13 to 19 digits that pass the Luhn check: what a card number looks like. */
export function cardNumbersIn(text: string): readonly string[] {
  return [...text.matchAll(/\b\d{13,19}\b/gu)].map(([digits]) => digits).filter(passesLuhn);
}

function passesLuhn(digits: string): boolean {
  const total = [...digits].reverse().reduce((left, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return left + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return total % 10 === 0;
}
