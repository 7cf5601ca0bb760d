import { told, type ProblemText } from './problem-text.js';

/** Refusals of an order's money: of its refunds first, as a merchant meets them. */
export const ACCOUNT_TEXTS: Readonly<Record<string, ProblemText>> = {
  'account.not-paid': told(
    409,
    ['The order is not paid yet', 'Tilausta ei ole vielä maksettu', 'Ordern är inte betald ännu'],
    [
      'There is nothing to refund until the payment is confirmed.',
      'Palautettavaa ei ole ennen maksun vahvistumista.',
      'Det finns inget att återbetala förrän betalningen är bekräftad.',
    ],
  ),
  'account.already-settled': told(
    409,
    ['The payment is settled', 'Maksu on jo tilitetty', 'Betalningen är redan redovisad'],
    [
      'It was claimed for a settlement, so a refund is one after settlement: you transfer its sum first.',
      'Se on varattu tilitykseen, joten palautus tehdään tilityksen jälkeen: siirrä ensin summa.',
      'Den är reserverad för en redovisning, så återbetalningen görs efter den: överför först summan.',
    ],
  ),
  'account.not-settled': told(
    409,
    [
      'The payment is not settled yet',
      'Maksua ei ole vielä tilitetty',
      'Betalningen är inte redovisad ännu',
    ],
    [
      'The money is still held, so the refund needs no transfer: ask for one before settlement.',
      'Rahat ovat vielä meillä, joten siirtoa ei tarvita: pyydä palautus ennen tilitystä.',
      'Pengarna finns kvar hos oss, så ingen överföring behövs: begär en före redovisningen.',
    ],
  ),
  'account.told-a-minute-ago': told(409, [
    'The same message came a minute ago',
    'Sama viesti tuli minuutti sitten',
    'Samma meddelande kom för en minut sedan',
  ]),
  'account.nothing-left-to-refund': told(409, [
    'Nothing is left to refund',
    'Palautettavaa ei ole jäljellä',
    'Det finns inget kvar att återbetala',
  ]),
  'account.method-takes-no-online-refund': told(
    409,
    [
      'This payment method takes no online refund',
      'Tämän maksutavan maksuja ei voi palauttaa verkossa',
      'Detta betalsätt tar inte emot återbetalning på nätet',
    ],
    [
      'Contact the support to refund it.',
      'Ota yhteyttä tukeen palautusta varten.',
      'Kontakta supporten för återbetalningen.',
    ],
  ),
  'account.direct-service-refunds-cards-and-collector-only': told(
    409,
    [
      'In the direct service only cards and Collector are refunded here',
      'Suorassa palvelussa vain kortit ja Collector palautetaan täällä',
      'I direkttjänsten återbetalas bara kort och Collector här',
    ],
    [
      'Refund this payment outside the extranet, or take the refund tools into use.',
      'Palauta tämä maksu ekstranetin ulkopuolella tai ota palautustyökalut käyttöön.',
      'Återbetala utanför extranätet eller ta återbetalningsverktygen i bruk.',
    ],
  ),
  'account.amount-exceeds-refundable': told(
    409,
    [
      'The amount is more than can be refunded',
      'Summa on suurempi kuin voidaan palauttaa',
      'Beloppet är större än vad som kan återbetalas',
    ],
    [
      'At most {refundable} can be refunded now.',
      'Nyt voidaan palauttaa enintään {refundable}.',
      'Högst {refundable} kan återbetalas nu.',
    ],
  ),
  'account.amount-is-not-all-that-is-left': told(
    409,
    [
      'A full refund takes all that is left',
      'Täysi palautus palauttaa kaiken jäljellä olevan',
      'En full återbetalning tar allt som är kvar',
    ],
    [
      '{refundable} is left. Leave the amount out, or ask for a price reduction.',
      'Jäljellä on {refundable}. Jätä summa pois tai pyydä hinnanalennusta.',
      '{refundable} är kvar. Utelämna beloppet eller begär ett prisavdrag.',
    ],
  ),
  'account.amount-missing': told(400, [
    'A refund in part needs an amount or rows',
    'Osittaiseen palautukseen tarvitaan summa tai rivejä',
    'En delåterbetalning behöver ett belopp eller rader',
  ]),
  'account.funding-instructions-missing': told(
    409,
    [
      'No reference number was free for the transfer',
      'Siirrolle ei löytynyt vapaata viitenumeroa',
      'Inget referensnummer var ledigt för överföringen',
    ],
    [
      'Nothing was recorded. Ask again with another Idempotency-Key: the numbers are made from it.',
      'Mitään ei tallennettu. Pyydä uudelleen eri Idempotency-Key-arvolla: numerot tehdään siitä.',
      'Inget sparades. Begär igen med en annan Idempotency-Key: numren görs av den.',
    ],
  ),
  'account.chosen-reference-not-taken': told(409, [
    'No reference of your own is agreed for transfers',
    'Omasta viitenumerosta siirroille ei ole sovittu',
    'Inget eget referensnummer är avtalat för överföringar',
  ]),
  'account.cancel-id-used': told(
    409,
    [
      'This cancel id was used before',
      'Tätä peruutustunnusta on jo käytetty',
      'Detta annulleringsid har använts förut',
    ],
    [
      'The refund {refundId} has {cancelId}; no more money moves. Look at it, or ask under another id.',
      'Palautuksella {refundId} on tunnus {cancelId}; rahaa ei siirry lisää. Katso sitä tai käytä toista tunnusta.',
      'Återbetalningen {refundId} har {cancelId}; inga fler pengar rör sig. Se på den, eller använd ett annat id.',
    ],
  ),
  'account.buyer-iban-missing': told(
    400,
    ["The buyer's IBAN is needed", 'Ostajan IBAN-tilinumero tarvitaan', 'Köparens IBAN behövs'],
    [
      'This bank payment is paid back to an account. Ask the buyer for a Finnish IBAN.',
      'Tämä pankkimaksu palautetaan tilille. Kysy ostajalta suomalainen IBAN.',
      'Denna bankbetalning återbetalas till ett konto. Be köparen om ett finländskt IBAN.',
    ],
  ),
  'account.buyer-iban-not-taken': told(
    400,
    [
      'This payment does not go back to an account',
      'Tätä maksua ei palauteta tilille',
      'Denna betalning går inte tillbaka till ett konto',
    ],
    [
      'Money goes back by the original payment method. Leave the IBAN out.',
      'Rahat palaavat alkuperäisellä maksutavalla. Jätä IBAN pois.',
      'Pengarna går tillbaka med det ursprungliga betalsättet. Utelämna IBAN.',
    ],
  ),
  'account.refund-id-reused': told(409, [
    'The refund id was used for another refund',
    'Palautustunnus on käytetty toiseen palautukseen',
    'Återbetalnings-id har använts för en annan återbetalning',
  ]),
  'account.refund-not-awaiting-approval': told(
    409,
    [
      'The refund awaits no approval',
      'Palautus ei odota hyväksyntää',
      'Återbetalningen väntar inte på godkännande',
    ],
    [
      'It is {status} by now: look at the refund.',
      'Sen tila on jo {status}: katso palautusta.',
      'Den är redan {status}: se på återbetalningen.',
    ],
  ),
  'account.approver-is-requester': told(
    403,
    [
      'The one who asked cannot decide',
      'Pyytäjä ei voi itse päättää',
      'Den som begärde kan inte själv besluta',
    ],
    [
      'Another person approves or declines it. You may withdraw it.',
      'Joku muu hyväksyy tai hylkää sen. Voit itse perua sen.',
      'Någon annan godkänner eller avslår den. Du kan dra tillbaka den.',
    ],
  ),
  'account.approver-is-no-person': told(
    403,
    ['A person has to decide', 'Ihmisen on päätettävä', 'En människa måste besluta'],
    [
      'A web store or a system approves no refund: sign in as a user.',
      'Verkkokauppa tai järjestelmä ei hyväksy palautusta: kirjaudu käyttäjänä.',
      'En butik eller ett system godkänner ingen återbetalning: logga in som användare.',
    ],
  ),
  'account.refund-was-declined': told(409, [
    'The refund was declined',
    'Palautus on hylätty',
    'Återbetalningen har avslagits',
  ]),
  'account.payout-already-ordered': told(
    409,
    ['The money is already on its way', 'Rahat ovat jo matkalla', 'Pengarna är redan på väg'],
    [
      'A refund can be withdrawn until its payout is ordered, never after.',
      'Palautuksen voi perua, kunnes sen maksu on tilattu, ei sen jälkeen.',
      'En återbetalning kan dras tillbaka tills utbetalningen är beställd, aldrig efter det.',
    ],
  ),
  'account.refund-unknown': told(404, [
    'There is nothing here by that id',
    'Tällä tunnuksella ei ole mitään',
    'Det finns ingenting med detta id',
  ]),
  'account.payout-not-ordered': told(409, [
    'No payout was ordered',
    'Maksua ei ole tilattu',
    'Ingen utbetalning är beställd',
  ]),
  'account.payout-outcome-differs': told(409, [
    'The payout ended otherwise',
    'Maksu päättyi toisin',
    'Utbetalningen slutade annorlunda',
  ]),
  'account.account-opened-otherwise': told(409, [
    'The account was opened with another payment',
    'Tili avattiin toisella maksulla',
    'Kontot öppnades med en annan betalning',
  ]),
  'account.capture-does-not-add-up': told(409, [
    'The parts of the payment do not add up',
    'Maksun osat eivät täsmää',
    'Betalningens delar stämmer inte',
  ]),
  'account.claim-already-settled': told(409, [
    'The claim is settled',
    'Varaus on tilitetty',
    'Reservationen är redovisad',
  ]),
  'account.line-not-claimed': told(409, [
    'Nobody claimed this line',
    'Tätä riviä ei ole varattu',
    'Ingen har reserverat denna rad',
  ]),
  'account.deduction-already-taken': told(409, [
    'The deduction is taken',
    'Vähennys on tehty',
    'Avdraget är gjort',
  ]),
  'account.deduction-not-claimed': told(409, [
    'Nobody claimed this deduction',
    'Tätä vähennystä ei ole varattu',
    'Ingen har reserverat detta avdrag',
  ]),
};
