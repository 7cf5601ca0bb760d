import type { MerchantInformation, PaymentMethod } from '@libs/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LANGUAGES, type Language } from '../../http/language.js';
import { amountIn } from '../wire/amount.js';
import { textsOf } from '../messages/open-message.js';
import { xmlDocument, type Element } from '../wire/xml.js';
import type { Webstore } from '../webstore.js';
import { availableMethods } from './available-methods.js';
import { nameOfMethod } from './method-names.js';

/**
 * The methods that a shop's buyers may pay a sum with (domain: Methods and reports). Nothing in it is secret,
 * so it takes no password.
 */
export async function paymentMethods(
  webstore: Webstore,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  reply.type('text/xml; charset=UTF-8');
  const asked = parametersOf(request);
  const language = languageIn(asked('request_locale'));
  const merchant = await merchantOf(webstore, asked('sellerid'));
  if (merchant?.agreement === undefined) return failed('sellerid is unknown');
  const sum = asked('totalamount');
  const total = sum === '' ? undefined : amountIn(sum);
  if (sum !== '' && total === undefined) return failed('totalamount is invalid');
  const methods = availableMethods(merchant.agreement, total);
  return xmlDocument({
    name: 'paymentmethods',
    contents: [
      { name: 'language', contents: language },
      ...(merchant.agreement.terms.servicePackage === 'satisfaction-guarantee'
        ? [{ name: 'termstext', contents: TERMS[language] }]
        : []),
      ...methods.map((method) => methodElement(method, language)),
    ],
  });
}

const methodElement = (method: PaymentMethod, language: Language): Element => ({
  name: 'paymentmethod',
  contents: [
    { name: 'code', contents: method },
    { name: 'displayname', contents: nameOfMethod(method)[language] },
  ],
});

const failed = (text: string): string =>
  xmlDocument({ name: 'paymentmethods', contents: [{ name: 'error', contents: text }] });

/** What the buyer is told of the Satisfaction Guarantee where one pays. */
const TERMS: Readonly<Record<Language, string>> = {
  en: "The buyer's money is held until the goods have come and could be inspected.",
  fi: 'Ostajan raha on turvassa, kunnes tavara on saapunut ja ostaja on voinut tarkistaa sen.',
  sv: 'Köparens pengar hålls tills varorna har kommit och kunnat granskas.',
};

/** Languages that are not written here are answered in English; none at all in Finnish. */
export function languageIn(locale: string): Language {
  const wanted = locale.slice(0, 2).toLowerCase();
  return wanted === '' ? 'fi' : (LANGUAGES.find((language) => language === wanted) ?? 'en');
}

/** The parameters of a GET, or the fields of a POST; one that is not there is empty. */
export function parametersOf(request: FastifyRequest): (name: string) => string {
  const { texts } = textsOf(request, 'gpm');
  return (name) => texts.get(name)?.trim() ?? '';
}

/** The merchant of a seller id. */
export async function merchantOf(
  { views, findShop }: Webstore,
  sellerId: string,
): Promise<MerchantInformation | undefined> {
  const shop = await findShop(sellerId);
  if (shop === undefined) return undefined;
  return (await views.merchants.load([shop.merchantId])).get(shop.merchantId)?.document;
}
