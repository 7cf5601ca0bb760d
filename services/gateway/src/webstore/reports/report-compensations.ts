import type { FastifyReply, FastifyRequest } from 'fastify';
import { helsinkiTime } from '@libs/kernel';
import { readFields, type Read, type Values } from '../fields/fields.js';
import { formOf, knownSender } from '../messages/answer-message.js';
import type { Webstore } from '../webstore.js';
import {
  COMPENSATION_FIELDS,
  COMPENSATION_ORDER,
  isBalance,
  methodsOf,
  type CompensationAction,
} from './compensation-fields.js';
import { compensationsOf, type Compensation } from './compensations.js';
import { csvReport, jsonReport } from './report-table.js';
import { xlsxReport, XLSX_TYPE } from './xlsx-report.js';
import { xmlReport, type ReportHead } from './xml-report.js';

const DAYS_MAX = 31;
const DAY_MS = 86_400_000;

/**
 * A report of what left for a web store, in the form that its action names. One that fails is told
 * as XML whatever was asked for, for no other form has a place for it (domain: Methods and reports).
 */
export async function reportCompensations(
  webstore: Webstore,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string | Buffer> {
  const message = { prefix: 'gc', order: () => COMPENSATION_ORDER };
  const form = formOf(request, message);
  reply.type('text/xml; charset=UTF-8');
  const head: ReportHead = {
    version: form.texts.get('gc_version') ?? '0003',
    sellerId: form.texts.get('gc_sellerid') ?? '',
    keyGeneration: form.texts.get('gc_keygeneration'),
    at: webstore.ports.clock.now(),
  };
  const asked = await knownSender(webstore, message, { request, reply, form });
  if (asked === undefined) return xmlReport(head, { code: '01', text: 'not verified' }, []);
  const { values, errors } = askedIn(asked.texts, head.at);
  if (values === undefined)
    return xmlReport(head, { code: '90', text: errors.map(({ text }) => text).join('; ') }, []);
  const action = values.gc_action;
  const compensations = await compensationsOf(webstore, asked.shop, {
    begin: values.gc_begindate,
    end: values.gc_enddate,
    methods: methodsOf(action),
    isBalance: isBalance(action),
  });
  return written(action, { head, compensations }, reply);
}

/** Each form with its own type; files have a name. */
function written(
  action: CompensationAction,
  {
    head,
    compensations,
  }: { readonly head: ReportHead; readonly compensations: readonly Compensation[] },
  reply: FastifyReply,
): string | Buffer | Promise<Buffer> {
  const file = (type: string, name: string) =>
    reply.type(type).header('Content-Disposition', `attachment; filename="${name}"`);
  if (action.endsWith('_CSV')) {
    file('text/csv; charset=ISO-8859-15', 'settlements.csv');
    return csvReport(compensations);
  }
  if (action.endsWith('_XLS')) {
    file(XLSX_TYPE, 'settlements.xlsx');
    return xlsxReport(compensations);
  }
  if (action.endsWith('_JSON')) {
    reply.type('application/json; charset=utf-8');
    return jsonReport(head, compensations);
  }
  return xmlReport(head, { code: '00', text: 'OK' }, compensations);
}

type Asked = Values<typeof COMPENSATION_FIELDS>;

/** At most a month; reports of single methods end with yesterday. */
function askedIn(texts: ReadonlyMap<string, string>, now: string): Read<Asked> {
  const read = readFields(COMPENSATION_FIELDS, texts);
  if (read.values === undefined) return read;
  const { gc_begindate: begin, gc_enddate: end, gc_action: action } = read.values;
  const days = (Date.parse(end) - Date.parse(begin)) / DAY_MS + 1;
  const wrong = (text: string): Read<Asked> => ({
    errors: [{ type: 'field', name: 'gc_enddate', text: `gc_enddate ${text}` }],
  });
  if (days < 1) return wrong('lies before gc_begindate');
  if (days > DAYS_MAX) return wrong('is more than a month after gc_begindate');
  if (methodsOf(action) !== undefined && end >= helsinkiTime(now).slice(0, 10))
    return wrong('must lie before today');
  return read;
}
