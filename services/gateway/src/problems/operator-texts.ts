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
  'transfer.already-matched': told(409, [
    'The transfer has its refund',
    'Siirrolla on jo palautuksensa',
    'Överföringen har redan sin återbetalning',
  ]),
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
