import { line, matching, oneOf, optional, date } from '../fields/kinds.js';
import { SellerId } from '@libs/kernel';

/** The reports that there are, by the action that asks for each (domain: Methods and reports). */
export const ACTIONS = [
  'GET_SETTLEMENTS_XML',
  'GET_SETTLEMENTS_CSV',
  'GET_SETTLEMENTS_XLS',
  'GET_BALANCE_SETTLEMENTS_CSV',
  'GET_BALANCE_SETTLEMENTS_XLS',
  'GET_INVOICE_SETTLEMENTS_CSV',
  'GET_INVOICE_SETTLEMENTS_JSON',
  'GET_B2B_INVOICE_SETTLEMENTS_CSV',
  'GET_B2B_INVOICE_SETTLEMENTS_JSON',
  'GET_PART_PAYMENT_SETTLEMENTS_CSV',
  'GET_PART_PAYMENT_SETTLEMENTS_JSON',
] as const;
export type CompensationAction = (typeof ACTIONS)[number];

export const COMPENSATION_FIELDS = {
  gc_action: oneOf(...ACTIONS),
  gc_version: oneOf('0001', '0002', '0003'),
  gc_sellerid: matching(SellerId, 15, 'a seller id'),
  gc_begindate: date,
  gc_enddate: date,
  gc_keygeneration: optional(line(3)),
} as const;

/** In which order the fields of a report are hashed; the sources do not say, so it is theirs. */
export const COMPENSATION_ORDER = [
  'gc_action',
  'gc_version',
  'gc_sellerid',
  'gc_begindate',
  'gc_enddate',
] as const;

/** Is the report about orders of the balance model alone? */
export const isBalance = (action: CompensationAction): boolean => action.startsWith('GET_BALANCE');

/** Which methods a report is about; the others are about all. */
export function methodsOf(action: CompensationAction): readonly string[] | undefined {
  if (action.startsWith('GET_INVOICE')) return ['FI70', 'FIIN', 'COLI'];
  if (action.startsWith('GET_B2B')) return ['FI72', 'FIBI'];
  return action.startsWith('GET_PART') ? ['FI71', 'FIPP', 'COLP'] : undefined;
}
