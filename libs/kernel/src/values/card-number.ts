/**
 * What a card's number looks like: the known beginnings of each brand, with its lengths (ISO/IEC
 * 7812). Others, EANs of 13 digits among them, are no card numbers here, whatever their check digit.
 */
const BRANDS: readonly { readonly begins: RegExp; readonly lengths: readonly number[] }[] = [
  { begins: /^4/u, lengths: [16, 19] },
  { begins: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/u, lengths: [16] },
  { begins: /^3[47]/u, lengths: [15] },
  { begins: /^3(?:0[0-5]|[689])/u, lengths: [14] },
  { begins: /^35(?:2[89]|[3-8])/u, lengths: [16] },
  { begins: /^(?:6011|64[4-9]|65|62)/u, lengths: [16, 17, 18, 19] },
  { begins: /^(?:50|5[6-8]|6[37])/u, lengths: [16, 17, 18, 19] },
];

/** Digits in groups, as people write them; those that letters run into are an IBAN's, say. */
const RUN = /(?<![\p{L}\d])\d+(?:[ -]\d+)*(?![\p{L}\d])/gu;

/** Whether a text holds what is, by its beginning, length and check digit, a card's number. */
export const holdsCardNumber = (text: string): boolean => withoutCardNumbers(text) !== text;

/** The same text with all digits of card numbers but the last four made unreadable. */
export const withoutCardNumbers = (text: string): string =>
  text.replace(RUN, (run) => cardNumbersIn(run.split(/[ -]/u)).reduce(masked, run));

/** The numbers that neighbouring groups make together. */
function cardNumbersIn(groups: readonly string[]): readonly string[] {
  const numbers: string[] = [];
  for (let first = 0; first < groups.length; first += 1)
    for (let last = first + 1; last <= Math.min(groups.length, first + GROUPS_MAX); last += 1) {
      const digits = groups.slice(first, last).join('');
      if (isCardNumber(digits)) numbers.push(digits);
    }
  return numbers;
}

/** Nobody writes a number in more groups than it has digits. */
const GROUPS_MAX = 19;
const SHOWN = 4;

function isCardNumber(digits: string): boolean {
  const isBrand = BRANDS.some(
    ({ begins, lengths }) => lengths.includes(digits.length) && begins.test(digits),
  );
  return isBrand && passesLuhn(digits);
}

/** The check digit of cards, and of much else: sums of digits, every second one doubled. */
export function passesLuhn(digits: string): boolean {
  const total = [...digits].reverse().reduce((left, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return left + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return total % 10 === 0;
}

function masked(run: string, digits: string): string {
  const written = new RegExp([...digits].join('[ -]?'), 'u');
  return run.replace(written, (number) => {
    let left = digits.length;
    return number.replace(/\d/gu, (digit) => ((left -= 1) < SHOWN ? digit : '*'));
  });
}
