import type { Texts } from '../../http/language.js';

/** The words of the payment page. */
export const PAGE_TEXTS = {
  title: { en: 'Pay your order', fi: 'Maksa tilauksesi', sv: 'Betala din beställning' },
  test: {
    en: 'This is a test: no money moves.',
    fi: 'Tämä on testi: rahaa ei siirry.',
    sv: 'Detta är ett test: inga pengar flyttas.',
  },
  order: { en: 'Order', fi: 'Tilaus', sv: 'Beställning' },
  store: { en: 'Web store', fi: 'Verkkokauppa', sv: 'Webbutik' },
  toPay: { en: 'To pay', fi: 'Maksettavaa', sv: 'Att betala' },
  method: { en: 'Payment method', fi: 'Maksutapa', sv: 'Betalningssätt' },
  authentication: {
    en: 'If you pay by card',
    fi: 'Jos maksat kortilla',
    sv: 'Om du betalar med kort',
  },
  authenticated: {
    en: 'Identify with 3-D Secure',
    fi: 'Tunnistaudu 3-D Securella',
    sv: 'Identifiera dig med 3-D Secure',
  },
  unauthenticated: {
    en: 'Pay without 3-D Secure',
    fi: 'Maksa ilman 3-D Securea',
    sv: 'Betala utan 3-D Secure',
  },
  success: { en: 'Pay', fi: 'Maksa', sv: 'Betala' },
  refused: {
    en: 'Let the payment be refused',
    fi: 'Anna maksun epäonnistua',
    sv: 'Låt betalningen misslyckas',
  },
  delayed: {
    en: 'Pay later by credit transfer',
    fi: 'Maksa myöhemmin tilisiirrolla',
    sv: 'Betala senare med girering',
  },
  cancelled: {
    en: 'Cancel and go back to the store',
    fi: 'Keskeytä ja palaa kauppaan',
    sv: 'Avbryt och gå tillbaka till butiken',
  },
  unknown: {
    en: 'There is no such payment. Go back to the web store and try again.',
    fi: 'Tällaista maksua ei ole. Palaa verkkokauppaan ja yritä uudelleen.',
    sv: 'Det finns ingen sådan betalning. Gå tillbaka till webbutiken och försök igen.',
  },
  over: {
    en: 'This payment can no longer be made. Go back to the web store and order again.',
    fi: 'Tätä maksua ei voi enää maksaa. Palaa verkkokauppaan ja tilaa uudelleen.',
    sv: 'Denna betalning kan inte längre göras. Gå tillbaka till webbutiken och beställ igen.',
  },
  waiting: {
    en: 'Your payment is being confirmed. This page goes on by itself.',
    fi: 'Maksuasi vahvistetaan. Sivu jatkaa itsestään.',
    sv: 'Din betalning bekräftas. Sidan fortsätter av sig själv.',
  },
  goOn: { en: 'Look again', fi: 'Katso uudelleen', sv: 'Titta igen' },
  chooseMethod: {
    en: 'Choose a payment method.',
    fi: 'Valitse maksutapa.',
    sv: 'Välj ett betalningssätt.',
  },
} as const satisfies Readonly<Record<string, Texts>>;

export type PageText = keyof typeof PAGE_TEXTS;
