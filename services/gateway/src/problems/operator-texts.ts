import { told, type ProblemText } from './problem-text.js';

/** Refusals that the institution's own people and systems meet. */
export const OPERATOR_TEXTS: Readonly<Record<string, ProblemText>> = {
  'funding.reference-taken': told(409, [
    'The reference number is taken',
    'Viitenumero on varattu',
    'Referensnumret är upptaget',
  ]),
  'transfer.transfer-id-reused': told(409, [
    'The transfer id was used for another transfer',
    'Siirtotunnus on käytetty toiseen siirtoon',
    'Överförings-id har använts för en annan överföring',
  ]),
  'transfer.already-matched': told(
    409,
    [
      'The transfer has its refund',
      'Siirrolla on jo palautuksensa',
      'Överföringen har redan sin återbetalning',
    ],
    [
      'It funded refund {refundId} of order {orderId}.',
      'Se rahoitti tilauksen {orderId} palautuksen {refundId}.',
      'Den finansierade återbetalning {refundId} av order {orderId}.',
    ],
  ),
  'transfer.spoken-for': told(409, [
    'Somebody has spoken for the transfer',
    'Siirto on jo osoitettu muualle',
    'Överföringen är redan anvisad',
  ]),
  'transfer.still-being-matched': told(
    409,
    [
      'The transfer is still being matched',
      'Siirrolle etsitään vielä palautusta',
      'Överföringen paras fortfarande ihop',
    ],
    [
      'Its reference is looked up, or the request it names is on its way. Look again in a moment.',
      'Viitettä haetaan, tai sen pyyntö on vielä matkalla. Katso hetken päästä uudelleen.',
      'Referensen söks, eller så är dess begäran på väg. Titta igen om en stund.',
    ],
  ),
  'transfer.already-assigned': told(
    409,
    [
      'The transfer is assigned to a refund',
      'Siirto on osoitettu palautukselle',
      'Överföringen är anvisad till en återbetalning',
    ],
    [
      'It is for refund {refundId} of order {orderId}, whose account has not answered yet. The transfer shows who said so.',
      'Se on tilauksen {orderId} palautukselle {refundId}, jonka tili ei ole vielä vastannut. Siirron tiedoista näkee, kuka sen osoitti.',
      'Den är för återbetalning {refundId} av order {orderId}, vars konto inte har svarat ännu. Överföringens uppgifter visar vem som anvisade den.',
    ],
  ),
  'transfer.goes-back': told(
    409,
    [
      'The transfer goes back to its payer',
      'Siirto palautetaan maksajalle',
      'Överföringen går tillbaka till betalaren',
    ],
    [
      'An operator decided so, and that stands: it is {status}. The transfer shows who and why.',
      'Operaattori päätti niin, ja se pitää: tila on {status}. Siirron tiedoista näkee kuka ja miksi.',
      'En operatör har beslutat det, och det står fast: läget är {status}. Överföringens uppgifter visar vem och varför.',
    ],
  ),
  'transfer.not-to-be-sent-back': told(
    409,
    [
      'Nobody decided to send the transfer back',
      'Siirtoa ei ole päätetty palauttaa',
      'Ingen har beslutat att sända överföringen tillbaka',
    ],
    [
      'Decide it first, with a reason.',
      'Päätä palautuksesta ensin ja kerro syy.',
      'Besluta det först, med ett skäl.',
    ],
  ),
  'transfer.refund-not-waiting': told(
    409,
    [
      'The refund waits for no transfer',
      'Palautus ei odota siirtoa',
      'Återbetalningen väntar inte på någon överföring',
    ],
    [
      'It was withdrawn, has its money, or needs none. Choose another refund, or send the transfer back.',
      'Se on peruttu, on saanut rahansa tai ei tarvitse niitä. Valitse toinen palautus tai palauta siirto.',
      'Den är återtagen, har sina pengar eller behöver inga. Välj en annan återbetalning, eller sänd överföringen tillbaka.',
    ],
  ),
  'transfer.sum-differs': told(
    409,
    [
      'The refund waits for another sum',
      'Palautus odottaa toista summaa',
      'Återbetalningen väntar på ett annat belopp',
    ],
    [
      'The transfer is of {transferred}, and the refund waits for {needed}. Send it back, or choose a refund of its sum.',
      'Siirto on {transferred}, ja palautus odottaa summaa {needed}. Palauta siirto tai valitse sen summainen palautus.',
      'Överföringen är på {transferred}, och återbetalningen väntar på {needed}. Sänd den tillbaka, eller välj en återbetalning på samma belopp.',
    ],
  ),
  'settlement.settlement-id-reused': told(409, [
    'The settlement id was used for another settlement',
    'Tilitystunnus on käytetty toiseen tilitykseen',
    'Redovisnings-id har använts för en annan redovisning',
  ]),
  'settlement.line-unknown': told(409, [
    'The settlement has no such line',
    'Tilityksessä ei ole tällaista riviä',
    'Redovisningen har ingen sådan rad',
  ]),
  'settlement.line-answered-otherwise': told(409, [
    'The line was answered otherwise',
    'Riviin vastattiin toisin',
    'Raden besvarades annorlunda',
  ]),
  'settlement.line-not-claimed': told(409, [
    'Nobody claimed this line',
    'Tätä riviä ei ole varattu',
    'Ingen har reserverat denna rad',
  ]),
  'settlement.settlement-cancelled': told(409, [
    'The settlement is cancelled',
    'Tilitys on peruttu',
    'Redovisningen är avbruten',
  ]),
  'settlement.settlement-paid': told(409, [
    'The settlement is paid',
    'Tilitys on maksettu',
    'Redovisningen är betald',
  ]),
  'settlement.sums-differ': told(409, [
    'The sums are not those that were confirmed',
    'Summat eroavat vahvistetuista',
    'Summorna skiljer sig från de bekräftade',
  ]),
  'parked.already-handled': told(
    409,
    [
      'The message was handled meanwhile',
      'Viesti on käsitelty sillä välin',
      'Meddelandet har hanterats under tiden',
    ],
    ['It was handled at {endedAt}.', 'Se käsiteltiin {endedAt}.', 'Det hanterades {endedAt}.'],
  ),
  'parked.already-skipped': told(
    409,
    [
      'The message was skipped meanwhile',
      'Viesti on ohitettu sillä välin',
      'Meddelandet har hoppats över under tiden',
    ],
    ['It was skipped at {endedAt}.', 'Se ohitettiin {endedAt}.', 'Det hoppades över {endedAt}.'],
  ),
  'parked.behind-another': told(
    409,
    [
      'Another message of its key comes first',
      'Toinen saman avaimen viesti on ennen sitä',
      'Ett annat meddelande med samma nyckel kommer först',
    ],
    [
      'Retry or skip {behind} first; this one follows by itself.',
      'Yritä ensin uudelleen viestiä {behind} tai ohita se; tämä seuraa itsestään.',
      'Försök först igen med {behind} eller hoppa över det; detta följer av sig självt.',
    ],
  ),
  'parked.group-not-running': told(
    409,
    [
      'Nobody runs this group any more',
      'Tätä ryhmää ei enää aja mikään',
      'Ingen kör denna grupp längre',
    ],
    [
      'Start the version of the service that has {group}.',
      'Käynnistä palvelun versio, jossa {group} on.',
      'Starta den version av tjänsten som har {group}.',
    ],
  ),
  'merchant.already-registered': told(409, [
    'The merchant is registered otherwise',
    'Kauppias on rekisteröity toisin',
    'Handlaren är registrerad annorlunda',
  ]),
  'merchant.seller-id-taken': told(409, [
    'The seller id is taken',
    'Myyjätunnus on varattu',
    'Säljar-id är upptaget',
  ]),
  'merchant.agreement-version-out-of-order': told(409, [
    'The version of the agreement is not the next one',
    'Sopimuksen versio ei ole seuraava',
    'Avtalets version är inte den nästa',
  ]),
  'merchant.web-store-unknown': told(409, [
    'The merchant has no such web store',
    'Kauppiaalla ei ole tällaista verkkokauppaa',
    'Handlaren har ingen sådan nätbutik',
  ]),
  'merchant.key-generation-unknown': told(409, [
    'There is no key of this generation',
    'Tämän sukupolven avainta ei ole',
    'Det finns ingen nyckel av denna generation',
  ]),
  'merchant.key-generation-used': told(409, [
    'This generation of the key was issued before',
    'Tämä avaimen sukupolvi on jo annettu',
    'Denna nyckelgeneration har redan utfärdats',
  ]),
  'merchant.user-id-taken': told(409, [
    'The user id is taken',
    'Käyttäjätunnus on varattu',
    'Användar-id är upptaget',
  ]),
  'merchant.role-of-the-institution': told(409, [
    'A merchant user takes no role of the institution',
    'Kauppiaan käyttäjä ei voi saada laitoksen roolia',
    'En handlares användare får ingen av institutets roller',
  ]),
};
