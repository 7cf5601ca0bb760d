import { told, type ProblemText } from './problem-text.js';

/** Problems that the gateway itself finds; those of deciders are in `refusal-texts.ts`. */
export const PROBLEM_TEXTS = {
  'malformed-request': told(400, [
    'The request is not HTTP as we read it',
    'Pyyntö ei ole HTTP:tä, jota luemme',
    'Begäran är inte HTTP som vi läser',
  ]),
  'malformed-json': told(400, [
    'The body is not JSON',
    'Viestin runko ei ole JSONia',
    'Meddelandet är inte JSON',
  ]),
  'malformed-form': told(400, [
    'The body is no form',
    'Viestin runko ei ole lomake',
    'Meddelandet är inget formulär',
  ]),
  'too-many-rows': told(
    413,
    [
      'The message has too many rows',
      'Viestissä on liikaa rivejä',
      'Meddelandet har för många rader',
    ],
    [
      'At most {max} rows are taken.',
      'Enintään {max} riviä otetaan vastaan.',
      'Högst {max} rader tas emot.',
    ],
  ),
  'invalid-utf8': told(400, [
    'The body is not UTF-8',
    'Viestin runko ei ole UTF-8:aa',
    'Meddelandet är inte UTF-8',
  ]),
  'invalid-input': told(
    400,
    [
      'Some of the input is not valid',
      'Osa syötteestä on virheellinen',
      'En del av indata är ogiltig',
    ],
    [
      'Each error points to its field. Nothing was written.',
      'Jokainen virhe osoittaa kenttäänsä. Mitään ei tallennettu.',
      'Varje fel pekar på sitt fält. Ingenting sparades.',
    ],
  ),
  'token-missing': told(
    401,
    ['Sign in first', 'Kirjaudu ensin', 'Logga in först'],
    [
      'Send a bearer token in the Authorization header.',
      'Lähetä bearer-tunniste Authorization-otsakkeessa.',
      'Skicka en bearer-token i huvudet Authorization.',
    ],
  ),
  'token-invalid': told(
    401,
    ['The token is not valid here', 'Tunniste ei kelpaa täällä', 'Tokenen gäller inte här'],
    [
      'It may be expired, or made by or for somebody else. Get a new one.',
      'Se voi olla vanhentunut tai jonkun muun tekemä tai muulle tehty. Hae uusi.',
      'Den kan ha gått ut eller vara gjord av eller för någon annan. Hämta en ny.',
    ],
  ),
  'too-many-attempts': told(429, [
    'Too many wrong passwords from here: wait a little',
    'Liian monta väärää salasanaa täältä: odota hetki',
    'För många fel lösenord härifrån: vänta en stund',
  ]),
  'scope-missing': told(
    403,
    ['The token does not allow this', 'Tunniste ei oikeuta tähän', 'Tokenen tillåter inte detta'],
    [
      'It takes the scope {scope}.',
      'Tähän tarvitaan oikeus {scope}.',
      'Det krävs behörigheten {scope}.',
    ],
  ),
  'too-many-requests': told(
    429,
    ['There are too many requests', 'Pyyntöjä on liikaa', 'Det är för många förfrågningar'],
    [
      'Wait a while, then use the link of your newest mail.',
      'Odota hetki ja käytä sitten uusimman viestisi linkkiä.',
      'Vänta en stund och använd sedan länken i ditt senaste meddelande.',
    ],
    60,
  ),
  'withdrawal-not-prepared': told(
    409,
    [
      'The withdrawal has to be prepared first',
      'Peruutus on ensin valmisteltava',
      'Frånträdet måste först förberedas',
    ],
    [
      'Take the first step again, and confirm what it answers within an hour.',
      'Tee ensimmäinen vaihe uudelleen ja vahvista sen vastaus tunnin kuluessa.',
      'Ta det första steget igen och bekräfta svaret inom en timme.',
    ],
  ),
  'not-found': told(404, [
    'There is nothing here by that id',
    'Tällä tunnuksella ei ole mitään',
    'Det finns ingenting med detta id',
  ]),
  'path-unknown': told(404, [
    'There is no such path',
    'Tällaista polkua ei ole',
    'Det finns ingen sådan sökväg',
  ]),
  'method-not-allowed': told(405, [
    'This path does not take that method',
    'Tämä polku ei ota vastaan tätä metodia',
    'Denna sökväg tar inte emot den metoden',
  ]),
  'request-timeout': told(408, [
    'The request did not arrive in time',
    'Pyyntö ei saapunut ajoissa',
    'Begäran kom inte i tid',
  ]),
  'revision-stale': told(
    412,
    [
      'It has changed since you looked',
      'Tieto on muuttunut katsomisesi jälkeen',
      'Det har ändrats sedan du tittade',
    ],
    [
      'Look at the changes, and send the request again with the current ETag and a new key.',
      'Katso muutokset ja lähetä pyyntö uudelleen nykyisellä ETagilla ja uudella avaimella.',
      'Se ändringarna och skicka begäran igen med aktuell ETag och en ny nyckel.',
    ],
  ),
  'body-too-large': told(
    413,
    ['The body is too large', 'Viestin runko on liian suuri', 'Meddelandet är för stort'],
    [
      'At most {max} bytes are taken.',
      'Enintään {max} tavua otetaan vastaan.',
      'Högst {max} byte tas emot.',
    ],
  ),
  'path-too-long': told(414, [
    'The path is too long',
    'Polku on liian pitkä',
    'Sökvägen är för lång',
  ]),
  'unsupported-media-type': told(415, [
    'Bodies are application/json in UTF-8',
    'Rungot ovat application/json-muotoa UTF-8:na',
    'Meddelanden är application/json i UTF-8',
  ]),
  'idempotency-key-reused': told(
    422,
    [
      'The key was used for another request',
      'Avain on jo käytetty toiseen pyyntöön',
      'Nyckeln har använts för en annan begäran',
    ],
    [
      'A key belongs to one request with one body. Make a new key.',
      'Avain kuuluu yhdelle pyynnölle ja yhdelle rungolle. Tee uusi avain.',
      'En nyckel hör till en begäran med ett innehåll. Gör en ny nyckel.',
    ],
  ),
  'if-match-missing': told(
    428,
    ['Say which revision you looked at', 'Kerro, minkä version näit', 'Ange vilken version du såg'],
    [
      'Send the ETag of what you looked at in If-Match.',
      'Lähetä katsomasi tiedon ETag If-Match-otsakkeessa.',
      'Skicka ETag för det du tittade på i If-Match.',
    ],
  ),
  'headers-too-large': told(431, [
    'The headers are too large',
    'Otsakkeet ovat liian suuret',
    'Huvudena är för stora',
  ]),
  'internal-error': told(
    500,
    ['Something broke on our side', 'Jotakin meni rikki meillä', 'Något gick sönder hos oss'],
    [
      'Tell the support the trace id.',
      'Kerro jäljitystunnus tukeen.',
      'Uppge spårnings-id för supporten.',
    ],
  ),
  'view-behind': told(
    503,
    [
      'The view has not come to that position yet',
      'Näkymä ei ole vielä tässä kohdassa',
      'Vyn har inte kommit till den positionen ännu',
    ],
    undefined,
    1,
  ),
  'outcome-unknown': told(
    503,
    [
      'Whether it was done is not known yet',
      'Ei vielä tiedetä, tehtiinkö se',
      'Det är inte känt ännu om det gjordes',
    ],
    [
      'Send the same request with the same key again: it will tell.',
      'Lähetä sama pyyntö samalla avaimella uudelleen: se kertoo.',
      'Skicka samma begäran med samma nyckel igen: den berättar.',
    ],
    5,
  ),
  unavailable: told(
    503,
    ['A part of the service is away', 'Osa palvelusta on poissa', 'En del av tjänsten är borta'],
    [
      'Nothing was written. Send the request again later.',
      'Mitään ei tallennettu. Lähetä pyyntö myöhemmin uudelleen.',
      'Ingenting sparades. Skicka begäran igen senare.',
    ],
    5,
  ),
  'timed-out': told(
    504,
    ['No answer came in time', 'Vastausta ei tullut ajoissa', 'Inget svar kom i tid'],
    [
      'Whether it was done is not known. The same request with the same key tells.',
      'Ei tiedetä, tehtiinkö se. Sama pyyntö samalla avaimella kertoo.',
      'Det är inte känt om det gjordes. Samma begäran med samma nyckel berättar.',
    ],
    5,
  ),
} as const satisfies Readonly<Record<string, ProblemText>>;
