import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import type { CsvColumn } from '../../csv/csv.js';
import { momentText } from '../wire/message-date.js';
import type { Compensation } from './compensations.js';
import { COLUMNS, linesOf, type Line } from './report-table.js';

/** The type of the files that spreadsheets have written since 2007. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * A report as a sheet of XLSX: sums are numbers, everything else is text, which no spreadsheet
 * runs or rounds (ADR 24).
 */
export function xlsxReport(compensations: readonly Compensation[]): Promise<Buffer> {
  const header: readonly Cell[] = COLUMNS.map(({ id }) => ({ value: id, fontWeight: 'bold' }));
  const rows = linesOf(compensations).map((line) => COLUMNS.map((column) => cellOf(column, line)));
  return writeXlsxFile([[...header], ...rows], {
    sheet: 'settlements',
    columns: COLUMNS.map(() => ({ width: COLUMN_WIDTH })),
    stickyRowsCount: 1,
  }).toBuffer();
}

const COLUMN_WIDTH = 22;
const CENTS = 100;

function cellOf(column: CsvColumn<Line>, line: Line): Cell {
  if (column.kind === 'money') {
    const money = column.of(line);
    return money && { value: money.minorUnits / CENTS, type: Number, format: '0.00' };
  }
  const given = column.of(line);
  const text = column.kind === 'moment' && given !== undefined ? momentText(given) : given;
  return text === undefined || text === '' ? null : { value: text, type: String };
}
