import { helsinkiTime, type Money } from '@libs/kernel';

/** How a file is written: for Excel in Finnish, or as RFC 4180 has it. Never by a locale. */
export const CSV_PROFILES = ['rfc4180', 'fi-excel'] as const;
export type CsvProfile = (typeof CSV_PROFILES)[number];

/** The zone of every moment in a file; the same as of days in filters. */
export const CSV_ZONE = 'Europe/Helsinki';

/** A column: its id never changes, and new ones come last. What is missing is an empty cell. */
export type CsvColumn<Row> = { readonly id: string } & (
  | { readonly kind: 'text'; readonly of: (row: Row) => string | undefined }
  | { readonly kind: 'money'; readonly of: (row: Row) => Money | undefined }
  | { readonly kind: 'moment'; readonly of: (row: Row) => string | undefined }
);

interface Writing {
  readonly separator: string;
  readonly decimals: string;
  /** Excel reads UTF-8 reliably with one only. */
  readonly mark: string;
  readonly moment: (at: string) => string;
}

const WRITING: Readonly<Record<CsvProfile, Writing>> = {
  rfc4180: { separator: ',', decimals: '.', mark: '', moment: helsinkiTime },
  'fi-excel': { separator: ';', decimals: ',', mark: '\uFEFF', moment: finnishMoment },
};

/** Writes the header and then rows, each with its line end. */
export function csvWriter<Row>(profile: CsvProfile, columns: readonly CsvColumn<Row>[]) {
  const writing = WRITING[profile];
  const cells = columns.map((column) => cellOf(column, writing));
  const line = (texts: readonly string[]): string => `${texts.join(writing.separator)}\r\n`;
  return {
    header: (): string => writing.mark + line(columns.map(({ id }) => id)),
    row: (row: Row): string => line(cells.map((cell) => cell(row))),
  };
}

function cellOf<Row>(column: CsvColumn<Row>, writing: Writing): (row: Row) => string {
  switch (column.kind) {
    case 'text':
      return (row) => textCell(column.of(row) ?? '', writing);
    case 'money':
      return (row) => moneyCell(column.of(row), writing);
    case 'moment':
      return (row) => {
        const at = column.of(row);
        return at === undefined ? '' : writing.moment(at);
      };
  }
}

/** What a spreadsheet would run instead of show. */
const FORMULA = /^[=+\-@\t\r\n]/u;

/** A text is never run as a formula: it is quoted, behind an apostrophe. */
function textCell(text: string, { separator }: Writing): string {
  if (FORMULA.test(text)) return quoted(`'${text}`);
  return text.includes(separator) || /["\r\n]/u.test(text) ? quoted(text) : text;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A number with two decimals, without thousands; a minus is a hyphen. */
function moneyCell(money: Money | undefined, { decimals }: Writing): string {
  if (money === undefined) return '';
  const cents = Math.abs(money.minorUnits).toString().padStart(3, '0');
  const sign = money.minorUnits < 0 ? '-' : '';
  return `${sign}${cents.slice(0, -2)}${decimals}${cents.slice(-2)}`;
}

/** `2.3.2026` is written `02.03.2026 12:00:00`. */
function finnishMoment(at: string): string {
  const shown = helsinkiTime(at);
  const [year, month, day] = shown.slice(0, 10).split('-');
  return `${day}.${month}.${year} ${shown.slice(11, 19)}`;
}
