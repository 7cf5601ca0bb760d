import type { Texts } from '../../http/language.js';

const bank = (number: number): Texts => ({
  en: `Online bank ${number}`,
  fi: `Verkkopankki ${number}`,
  sv: `Nätbank ${number}`,
});
const card = (number: number): Texts => ({
  en: `Card ${number}`,
  fi: `Kortti ${number}`,
  sv: `Kort ${number}`,
});
const everywhere = (name: string): Texts => ({ en: name, fi: name, sv: name });
const INVOICE: Texts = { en: 'Invoice', fi: 'Lasku', sv: 'Faktura' };
const PART_PAYMENT: Texts = { en: 'Part payment', fi: 'Erämaksu', sv: 'Delbetalning' };
const COMPANY_INVOICE: Texts = {
  en: 'Invoice for companies',
  fi: 'Yrityslasku',
  sv: 'Företagsfaktura',
};

const numbered = (first: number, last: number, named: (number: number) => Texts) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at).map((number, at) => [
    `FI${String(number).padStart(2, '0')}`,
    named(at + 1),
  ]);

/** What a buyer calls each payment method; single banks were not published (domain: Methods and reports). */
const NAMES: Readonly<Record<string, Texts>> = {
  ...(Object.fromEntries(numbered(1, 15, bank)) as Record<string, Texts>),
  ...(Object.fromEntries(numbered(50, 54, card)) as Record<string, Texts>),
  APPL: everywhere('Apple Pay'),
  GPAY: everywhere('Google Pay'),
  MOBP: everywhere('MobilePay'),
  MPAS: everywhere('Masterpass'),
  SIIR: everywhere('Siirto'),
  PIVO: everywhere('Pivo'),
  EEAC: { en: 'Estonian bank', fi: 'Virolainen pankki', sv: 'Estnisk bank' },
  FI70: INVOICE,
  FIIN: INVOICE,
  FI71: PART_PAYMENT,
  FIPP: PART_PAYMENT,
  FI72: COMPANY_INVOICE,
  FIBI: COMPANY_INVOICE,
  COLI: everywhere('Collector: lasku'),
  COLP: everywhere('Collector: erämaksu'),
  EEMK: everywhere('Maksekeskus'),
  PLDP: everywhere('Dotpay'),
  USPP: everywhere('PayPal'),
};

/** The name of a method; its code where nobody named it. */
export const nameOfMethod = (method: string): Texts => NAMES[method] ?? everywhere(method);
