import { told, type ProblemText } from './problem-text.js';

/** Refusals of a delivery. Parcels that are wrong are the sender's typing, so 400. */
export const DELIVERY_TEXTS: Readonly<Record<string, ProblemText>> = {
  'delivery.not-paid': told(
    409,
    ['The order is not paid yet', 'Tilausta ei ole vielä maksettu', 'Ordern är inte betald ännu'],
    [
      'Send nothing before the payment is confirmed.',
      'Älä lähetä mitään ennen maksun vahvistumista.',
      'Skicka ingenting förrän betalningen är bekräftad.',
    ],
  ),
  'delivery.shipping-data-not-in-use': told(
    409,
    [
      'Shipping data is not in use in this service',
      'Toimitustiedot eivät ole käytössä tässä palvelussa',
      'Leveransuppgifter används inte i denna tjänst',
    ],
    [
      'The order is in the direct service: it is settled without shipping data.',
      'Tilaus on suorassa palvelussa: se tilitetään ilman toimitustietoja.',
      'Ordern är i direkttjänsten: den redovisas utan leveransuppgifter.',
    ],
  ),
  'delivery.shipping-data-not-needed': told(
    409,
    [
      'Shipping data is not needed in this service',
      'Toimitustietoja ei tarvita tässä palvelussa',
      'Leveransuppgifter behövs inte i denna tjänst',
    ],
    [
      'With refund tools only, the order counts as delivered and its inspection runs already.',
      'Pelkillä palautustyökaluilla tilaus lasketaan toimitetuksi, ja tarkastusaika kuluu jo.',
      'Med enbart returverktyg räknas ordern som levererad och granskningstiden löper redan.',
    ],
  ),
  'delivery.nothing-told': told(
    400,
    ['Nothing is told', 'Mitään ei kerrottu', 'Ingenting meddelades'],
    [
      'Tell a parcel, or that all of those told before are all there is.',
      'Kerro paketti, tai että aiemmin kerrotut ovat kaikki.',
      'Meddela ett paket, eller att de tidigare meddelade är alla.',
    ],
  ),
  'delivery.parcels-wrong': told(
    400,
    ['Some parcels are wrong', 'Osa paketeista on virheellisiä', 'En del av paketen är felaktiga'],
    [
      'Each error points to its parcel. None of them was recorded.',
      'Jokainen virhe osoittaa pakettiinsa. Yhtäkään ei tallennettu.',
      'Varje fel pekar på sitt paket. Inget av dem sparades.',
    ],
  ),
  'delivery.too-many-parcels': told(
    409,
    [
      'The order has too many parcels',
      'Tilauksella on liikaa paketteja',
      'Ordern har för många paket',
    ],
    [
      'An order has at most {max}.',
      'Tilauksella on niitä enintään {max}.',
      'En order har högst {max}.',
    ],
  ),
  'delivery.force-needed': told(
    409,
    [
      'All was told to be sent already',
      'Kaikki on jo kerrottu lähetetyksi',
      'Allt har redan meddelats som skickat',
    ],
    [
      'A change after that shows in the timeline. Send it again with `force` if you mean it.',
      'Muutos sen jälkeen näkyy aikajanalla. Lähetä uudelleen `force`-kentällä, jos tarkoitat sitä.',
      'En ändring efter det syns i tidslinjen. Skicka igen med `force` om du menar det.',
    ],
  ),
  'delivery.parcel-unknown': told(404, [
    'The order has no such parcel',
    'Tilauksella ei ole tällaista pakettia',
    'Ordern har inget sådant paket',
  ]),
  'delivery.parcel-handed-over': told(
    409,
    ['The buyer has the parcel', 'Ostaja on saanut paketin', 'Köparen har fått paketet'],
    [
      'The carrier handed it over, so it is not changed any more.',
      'Kuljettaja on luovuttanut sen, joten sitä ei enää muuteta.',
      'Transportören har lämnat över det, så det ändras inte längre.',
    ],
  ),
  'delivery.last-parcel': told(
    409,
    [
      'It is the only parcel of what was sent',
      'Se on lähetetyn ainoa paketti',
      'Det är det enda paketet av det skickade',
    ],
    [
      'Change it instead of removing it.',
      'Muuta sitä poistamisen sijaan.',
      'Ändra det i stället för att ta bort det.',
    ],
  ),
  'delivery.handed-over-too-early': told(409, [
    'It was handed over before it was paid',
    'Se luovutettiin ennen maksua',
    'Det lämnades över före betalningen',
  ]),
  'delivery.handed-over-too-late': told(409, [
    'It would be handed over in the future',
    'Se luovutettaisiin tulevaisuudessa',
    'Det skulle lämnas över i framtiden',
  ]),
  'delivery.inspection-not-begun': told(409, [
    'The inspection has not begun',
    'Tarkastusaika ei ole alkanut',
    'Granskningstiden har inte börjat',
  ]),
  'delivery.inspection-still-runs': told(409, [
    'The inspection still runs',
    'Tarkastusaika on kesken',
    'Granskningstiden löper ännu',
  ]),
  'delivery.not-all-sent': told(409, [
    'Not everything was sent yet',
    'Kaikkea ei ole vielä lähetetty',
    'Allt har inte skickats ännu',
  ]),
  'delivery.no-inspection-to-approve': told(409, [
    'The buyer has nothing to approve in this service',
    'Ostajalla ei ole hyväksyttävää tässä palvelussa',
    'Köparen har inget att godkänna i denna tjänst',
  ]),
  'delivery.delivery-awaited-otherwise': told(409, [
    'The delivery is awaited on other terms',
    'Toimitusta odotetaan toisin ehdoin',
    'Leveransen väntas på andra villkor',
  ]),
};
