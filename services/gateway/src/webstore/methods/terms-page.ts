import type { MerchantInformation } from '@libs/contracts';
import type { Language, Texts } from '../../http/language.js';
import { escaped, pageOf } from '../payment-page/page-html.js';

/** Where the terms of a store are shown; its seller id follows. */
export const TERMS_PATH = '/terms';

/** What the buyer is told of the Satisfaction Guarantee where one pays. */
export const TERMS: Texts = {
  en: "The buyer's money is held until the goods have come and could be inspected.",
  fi: 'Ostajan raha on turvassa, kunnes tavara on saapunut ja ostaja on voinut tarkistaa sen.',
  sv: 'Köparens pengar hålls tills varorna har kommit och kunnat granskas.',
};

const TITLE: Texts = {
  en: 'Satisfaction Guarantee',
  fi: 'Tyytyväisyystakuu',
  sv: 'Nöjdhetsgaranti',
};
const RETURNS: Texts = {
  en: 'Return terms of the store',
  fi: 'Kaupan palautusehdot',
  sv: 'Butikens returvillkor',
};

export const hasBuyerService = ({ agreement }: MerchantInformation): boolean =>
  agreement?.terms.servicePackage === 'satisfaction-guarantee';

/** The terms of the buyer service with the store's own, as it agreed them. */
export const termsPage = (language: Language, returnTerms: string): string =>
  pageOf(
    language,
    TITLE[language],
    `<p>${escaped(TERMS[language])}</p>
<h2>${escaped(RETURNS[language])}</h2>
<p class="terms">${escaped(returnTerms)}</p>`,
  );
