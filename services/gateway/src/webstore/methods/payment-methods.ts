import type { MerchantInformation, PaymentMethod, Terms } from '@libs/contracts';
import { isNothing } from '@libs/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LANGUAGES, type Language } from '../../http/language.js';
import { amountIn, amountText } from '../wire/amount.js';
import { textsOf } from '../messages/open-message.js';
import { element, xmlDocument, type Element } from '../wire/xml.js';
import type { Webstore } from '../webstore.js';
import { availableMethods } from './available-methods.js';
import { extraCostOf } from './extra-cost.js';
import { IMAGE_SIZE, IMAGES_PATH } from './method-image.js';
import { nameOfMethod } from './method-names.js';
import { hasBuyerService, TERMS, TERMS_PATH } from './terms-page.js';

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
  const sellerId = asked('sellerid');
  const merchant = await merchantOf(webstore, sellerId);
  const agreement = merchant?.agreement;
  if (merchant === undefined || agreement === undefined) return failed('sellerid is unknown');
  const sum = asked('totalamount');
  const total = sum === '' ? undefined : amountIn(sum);
  if (sum !== '' && total === undefined) return failed('totalamount is invalid');
  const language = languageIn(asked('request_locale'));
  const place = `${request.protocol}://${request.host}`;
  const terms = `${place}${TERMS_PATH}/${sellerId}?request_locale=${language}`;
  return xmlDocument({
    name: 'paymentmethods',
    contents: [
      ...element('language', language),
      ...(hasBuyerService(merchant)
        ? [...element('termstext', TERMS[language]), ...element('termsurl', terms)]
        : []),
      ...availableMethods(agreement, total).map((method) =>
        methodElement(method, { language, place, terms: agreement.terms }),
      ),
    ],
  });
}

interface Telling {
  readonly language: Language;
  /** Where the images are. */
  readonly place: string;
  readonly terms: Terms;
}

function methodElement(method: PaymentMethod, { language, place, terms }: Telling): Element {
  const cost = extraCostOf(method, terms);
  return {
    name: 'paymentmethod',
    contents: [
      ...element('code', method),
      ...element('displayname', nameOfMethod(method)[language]),
      {
        name: 'imageurl',
        attributes: IMAGE_SIZE,
        contents: `${place}${IMAGES_PATH}/${method}.svg`,
      },
      ...element('extracost', isNothing(cost) ? undefined : amountText(cost)),
    ],
  };
}

const failed = (text: string): string =>
  xmlDocument({ name: 'paymentmethods', contents: [{ name: 'error', contents: text }] });

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
