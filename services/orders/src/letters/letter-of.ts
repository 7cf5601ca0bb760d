import {
  withdrawalAcknowledgement,
  type DueMail,
  type Language,
  type OrderMails,
  type Texts,
} from '@libs/contracts';
import { helsinkiTime } from '@libs/kernel';
import { letterOf } from './spoken.js';

/** The words of a mail: short sentences in three languages, plain text, the link on a line of its own. */
export function wordsOf(
  mail: DueMail,
  { orderNumber, buyerName }: Pick<OrderMails, 'orderNumber' | 'buyerName'>,
  link: string,
): { readonly subject: string; readonly text: string } {
  const filled = (texts: Texts, language: Language): string =>
    texts[language]
      .replace('{order}', orderNumber)
      .replace('{name}', buyerName)
      .replace('{endsAt}', mail.endsAt === undefined ? '' : helsinkiTime(mail.endsAt));
  return letterOf(
    (language) => filled(SUBJECT[mail.about], language),
    (language) => {
      const body =
        mail.withdrawal === undefined
          ? filled(BODY[mail.about], language)
          : withdrawalAcknowledgement(language, mail.withdrawal);
      return [filled(GREETING, language), body, filled(LOOK, language), link].join('\n\n');
    },
  );
}

const GREETING: Texts = { fi: 'Hei {name},', sv: 'Hej {name},', en: 'Hello {name},' };

const LOOK: Texts = {
  fi: 'Tilauksesi sivu, jolla näet tilauksen tilan ja voit vastata:',
  sv: 'Sidan för din order, där du ser läget och kan svara:',
  en: 'The page of your order, where you see its state and can answer:',
};

const SUBJECT: Readonly<Record<DueMail['about'], Texts>> = {
  'order-paid': {
    fi: 'Tilaus {order} on maksettu',
    sv: 'Order {order} är betald',
    en: 'Order {order} is paid',
  },
  'all-sent': {
    fi: 'Tilaus {order} on lähetetty',
    sv: 'Order {order} är skickad',
    en: 'Order {order} is sent',
  },
  'inspection-ends': {
    fi: 'Tilauksen {order} tarkastusaika päättyy',
    sv: 'Granskningstiden för order {order} går ut',
    en: 'The inspection period of order {order} ends',
  },
  'case-answer': {
    fi: 'Tilaus {order}: vastaustasi odotetaan',
    sv: 'Order {order}: ditt svar väntas',
    en: 'Order {order}: your answer is awaited',
  },
  'case-offer': {
    fi: 'Tilaus {order}: kauppa teki tarjouksen',
    sv: 'Order {order}: butiken gav ett bud',
    en: 'Order {order}: the store made an offer',
  },
  'case-message': {
    fi: 'Tilaus {order}: uusi viesti',
    sv: 'Order {order}: ett nytt meddelande',
    en: 'Order {order}: a new message',
  },
  'case-accepted': {
    fi: 'Tilaus {order}: pyyntösi hyväksyttiin',
    sv: 'Order {order}: din begäran godkändes',
    en: 'Order {order}: your request was accepted',
  },
  'case-declined': {
    fi: 'Tilaus {order}: pyyntösi hylättiin',
    sv: 'Order {order}: din begäran avslogs',
    en: 'Order {order}: your request was declined',
  },
  withdrawal: {
    fi: 'Tilaus {order}: vahvistus peruutuksesta',
    sv: 'Order {order}: bekräftelse på frånträdet',
    en: 'Order {order}: acknowledgement of your withdrawal',
  },
};

const BODY: Readonly<Record<DueMail['about'], Texts>> = {
  'order-paid': {
    fi: 'Saimme maksusi tilauksesta {order}. Rahasi ovat turvassa, kunnes olet saanut tilauksen.',
    sv: 'Vi har fått din betalning för order {order}. Dina pengar är trygga tills du har fått den.',
    en: 'We have your payment for order {order}. Your money is safe until you have the goods.',
  },
  'all-sent': {
    fi: 'Kauppa kertoi lähettäneensä tilauksen {order} kokonaan.',
    sv: 'Butiken har meddelat att order {order} är skickad i sin helhet.',
    en: 'The store says that all of order {order} is on its way.',
  },
  'inspection-ends': {
    fi: 'Tilauksen {order} tarkastusaika päättyy {endsAt}. Kerro sitä ennen, jos jokin on vialla.',
    sv: 'Granskningstiden för order {order} går ut {endsAt}. Berätta före det om något är fel.',
    en: 'The inspection period of order {order} ends at {endsAt}. Tell us before then if something is wrong.',
  },
  'case-answer': {
    fi: 'Kauppa odottaa vastaustasi tilauksesta {order} viimeistään {endsAt}.',
    sv: 'Butiken väntar på ditt svar om order {order} senast {endsAt}.',
    en: 'The store awaits your answer about order {order} by {endsAt}.',
  },
  'case-offer': {
    fi: 'Kauppa teki sinulle tarjouksen tilauksesta {order}.',
    sv: 'Butiken har gett dig ett bud om order {order}.',
    en: 'The store made you an offer about order {order}.',
  },
  'case-message': {
    fi: 'Kauppa kirjoitti sinulle tilauksesta {order}.',
    sv: 'Butiken har skrivit till dig om order {order}.',
    en: 'The store wrote to you about order {order}.',
  },
  'case-accepted': {
    fi: 'Pyyntösi tilauksesta {order} hyväksyttiin.',
    sv: 'Din begäran om order {order} godkändes.',
    en: 'Your request about order {order} was accepted.',
  },
  'case-declined': {
    fi: 'Pyyntösi tilauksesta {order} hylättiin. Kaupan perustelu on tilauksesi sivulla.',
    sv: 'Din begäran om order {order} avslogs. Butikens motivering finns på sidan för din order.',
    en: 'Your request about order {order} was declined. The reason is on the page of your order.',
  },
  withdrawal: { fi: '', sv: '', en: '' },
};
