import { eur, type Money } from '@libs/kernel';
import { csvWriter, type CsvColumn, type CsvProfile } from './csv.js';

interface Row {
  readonly name?: string;
  readonly sum?: Money;
  readonly at?: string;
}

const COLUMNS: readonly CsvColumn<Row>[] = [
  { id: 'name', kind: 'text', of: ({ name }) => name },
  { id: 'sum', kind: 'money', of: ({ sum }) => sum },
  { id: 'at', kind: 'moment', of: ({ at }) => at },
];
const written = (row: Row, profile: CsvProfile = 'rfc4180') => csvWriter(profile, COLUMNS).row(row);

describe('a CSV file', () => {
  it('begins with the ids of its columns, and for Excel with a mark of its encoding', () => {
    expect(csvWriter('rfc4180', COLUMNS).header()).toBe('name,sum,at\r\n');
    expect(csvWriter('fi-excel', COLUMNS).header()).toBe('\uFEFFname;sum;at\r\n');
  });

  it('writes numbers and moments by its profile, never by a locale', () => {
    const row = { name: 'Väinö', sum: eur(-1_234_567_05), at: '2026-07-01T21:30:00.000Z' };
    expect(written(row)).toBe('Väinö,-1234567.05,2026-07-02T00:30:00+03:00\r\n');
    expect(written(row, 'fi-excel')).toBe('Väinö;-1234567,05;02.07.2026 00:30:00\r\n');
    expect(written({ sum: eur(5) })).toBe(',0.05,\r\n');
    expect(written({}, 'fi-excel')).toBe(';;\r\n');
  });

  it.each([
    ['a,b', '"a,b"', 'a,b'],
    ['a;b', 'a;b', '"a;b"'],
    ['say "no"', '"say ""no"""', '"say ""no"""'],
    ['two\r\nlines', '"two\r\nlines"', '"two\r\nlines"'],
  ])('quotes %j where it would be misread', (name, rfc4180, excel) => {
    expect(written({ name })).toBe(`${rfc4180},,\r\n`);
    expect(written({ name }, 'fi-excel')).toBe(`${excel};;\r\n`);
  });

  it.each(['=1+1', '+358401234567', '-2', '@SUM(A1)', '\tx', '\rx', '\nx', '=HYPERLINK("a";"b")'])(
    'never lets %j run as a formula',
    (name) => {
      for (const profile of ['rfc4180', 'fi-excel'] as const)
        expect(written({ name }, profile)).toMatch(/^"'/u);
    },
  );

  it('leaves alone what only holds such a sign', () =>
    expect(written({ name: 'Å=b-c@d' })).toBe('Å=b-c@d,,\r\n'));
});
