/** Runs of 13 to 19 digits that pass the Luhn check; no card's number begins with a zero. */
export function cardNumbersIn(text: string): readonly string[] {
  return [...text.matchAll(/\b[1-9]\d{12,18}\b/gu)].map(([digits]) => digits).filter(passesLuhn);
}

function passesLuhn(digits: string): boolean {
  const total = [...digits].reverse().reduce((left, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return left + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return total % 10 === 0;
}
