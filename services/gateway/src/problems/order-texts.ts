import { told, type ProblemText } from './problem-text.js';

/** Refusals of an order. Sums that do not add up are the sender's arithmetic, so 400. */
export const ORDER_TEXTS: Readonly<Record<string, ProblemText>> = {
  'order.payment-id-used': told(
    409,
    [
      'The payment id was used for another order',
      'Maksutunnus on käytetty toiseen tilaukseen',
      'Betalnings-id har använts för en annan order',
    ],
    [
      'A payment id is burned for ever once received. Use a new one.',
      'Kerran vastaanotettu maksutunnus on käytetty ikuisesti. Käytä uutta.',
      'Ett mottaget betalnings-id är förbrukat för alltid. Använd ett nytt.',
    ],
  ),
  'order.no-agreement': told(
    409,
    [
      'The merchant has no service agreement yet',
      'Kauppiaalla ei ole vielä palvelusopimusta',
      'Handlaren har inget tjänsteavtal ännu',
    ],
    [
      'Terms are taken from the agreement when an order comes in. Contact the support.',
      'Ehdot otetaan sopimuksesta tilauksen saapuessa. Ota yhteyttä tukeen.',
      'Villkoren tas från avtalet när en order kommer in. Kontakta supporten.',
    ],
  ),
  'order.sums-do-not-add-up': told(
    400,
    ['The sums do not add up', 'Summat eivät täsmää', 'Summorna stämmer inte'],
    [
      'The rows come to {expectedAmount} and seller costs {expectedSellerCosts}; given were {givenAmount} and {givenSellerCosts}.',
      'Rivien summa on {expectedAmount} ja myyjän kulut {expectedSellerCosts}; annettiin {givenAmount} ja {givenSellerCosts}.',
      'Raderna blir {expectedAmount} och säljarens kostnader {expectedSellerCosts}; angivet var {givenAmount} och {givenSellerCosts}.',
    ],
  ),
  'order.negative-price': told(
    400,
    [
      'Only a discount row may be negative',
      'Vain alennusrivi voi olla negatiivinen',
      'Endast en rabattrad får vara negativ',
    ],
    [
      'Row {rowNumber} has a negative price and is not of type 6.',
      'Rivin {rowNumber} hinta on negatiivinen, eikä se ole tyyppiä 6.',
      'Rad {rowNumber} har ett negativt pris och är inte av typ 6.',
    ],
  ),
  'order.sum-too-large': told(400, [
    'The rows come to more than any money',
    'Rivien summa on liian suuri',
    'Radernas summa är för stor',
  ]),
  'order.nothing-to-pay': told(400, [
    'There is nothing to pay',
    'Maksettavaa ei ole',
    'Det finns inget att betala',
  ]),
  'order.order-id-differs': told(409, [
    'The order is known by another id',
    'Tilaus tunnetaan toisella tunnuksella',
    'Ordern är känd under ett annat id',
  ]),
  'order.already-paid': told(
    409,
    ['The order is paid', 'Tilaus on maksettu', 'Ordern är betald'],
    [
      '{paid} was paid with the receipt {receiptId}.',
      '{paid} maksettiin kuitilla {receiptId}.',
      '{paid} betalades med kvittot {receiptId}.',
    ],
  ),
  'order.receipt-id-reused': told(409, [
    'The receipt id was used for another payment',
    'Kuittitunnus on käytetty toiseen maksuun',
    'Kvitto-id har använts för en annan betalning',
  ]),
  'order.receipt-not-taken': told(409, [
    'The receipt is not taken for this order yet',
    'Kuittia ei ole vielä varattu tälle tilaukselle',
    'Kvittot är inte reserverat för denna order ännu',
  ]),
  'receipt.receipt-of-another-order': told(409, [
    'The receipt is of another order',
    'Kuitti kuuluu toiseen tilaukseen',
    'Kvittot hör till en annan order',
  ]),
  'order.order-cancelled': told(409, [
    'The order was cancelled',
    'Tilaus on peruttu',
    'Ordern har annullerats',
  ]),
  'order.order-expired': told(409, [
    'The time to pay the order is over',
    'Tilauksen maksuaika on päättynyt',
    'Tiden att betala ordern har gått ut',
  ]),
  'order.return-unknown': told(409, [
    'No such payment goes back',
    'Tällaista maksua ei palauteta',
    'Ingen sådan betalning återbetalas',
  ]),
  'order.return-outcome-differs': told(
    409,
    [
      'The payment back has another outcome already',
      'Maksun palautuksella on jo toinen tulos',
      'Återbetalningen har redan ett annat utfall',
    ],
    [
      'It was recorded as {outcome} before. Ask the payout system which one is true.',
      'Se on jo kirjattu tilaan {outcome}. Tarkista maksujärjestelmästä, kumpi on oikein.',
      'Den har redan registrerats som {outcome}. Fråga utbetalningssystemet vilket som stämmer.',
    ],
  ),
  'order.return-not-failed': told(
    409,
    [
      'Only a failed return can be ordered again',
      'Vain epäonnistuneen palautuksen voi tilata uudelleen',
      'Endast en misslyckad återbetalning kan beställas på nytt',
    ],
    ['Its state is {outcome}.', 'Sen tila on {outcome}.', 'Dess status är {outcome}.'],
  ),
  'checkout.attempt-out-of-order': told(409, [
    'Another attempt comes first',
    'Toinen yritys tulee ensin',
    'Ett annat försök kommer först',
  ]),
  'checkout.expiry-has-passed': told(409, [
    'The moment is not ahead',
    'Hetki ei ole edessäpäin',
    'Tidpunkten ligger inte framför oss',
  ]),
};
