import type { Address, Buyer } from '@libs/contracts';
import type { SeededRandom } from './seeded-random.js';

const FIRST_NAMES = [
  ...['Aino', 'Antti', 'Eeva', 'Eero', 'Hanna', 'Heikki', 'Helmi', 'Ilona', 'Jari', 'Juha'],
  ...['Kaisa', 'Kalle', 'Kirsi', 'Lauri', 'Leena', 'Marja', 'Matti', 'Mikko', 'Noora', 'Oona'],
  ...['Päivi', 'Petri', 'Riikka', 'Risto', 'Sanna', 'Seppo', 'Tiina', 'Tuomas', 'Väinö', 'Ylva'],
];
const LAST_NAMES = [
  ...['Ahonen', 'Hakala', 'Heinonen', 'Järvinen', 'Kallio', 'Karjalainen', 'Kinnunen', 'Koskinen'],
  ...['Lahtinen', 'Lehtonen', 'Lindström', 'Mattila', 'Mustonen', 'Niemi', 'Ojala', 'Peltonen'],
  ...['Rantanen', 'Salminen', 'Savolainen', 'Tuominen', 'Turunen', 'Väisänen', 'Wallin', 'Öhman'],
];
const STREETS = [
  ...['Asemakatu', 'Hämeenkatu', 'Itäranta', 'Kauppakatu', 'Keskuskatu', 'Koulutie', 'Kuusitie'],
  ...['Mäntypolku', 'Niittykuja', 'Puistotie', 'Rantatie', 'Satamakatu', 'Törmätie', 'Ylätie'],
];
const TOWNS: readonly (readonly [postalCode: string, city: string])[] = [
  ...([
    ['00100', 'Helsinki'],
    ['02100', 'Espoo'],
    ['01300', 'Vantaa'],
    ['20100', 'Turku'],
  ] as const),
  ...([
    ['33100', 'Tampere'],
    ['40100', 'Jyväskylä'],
    ['53100', 'Lappeenranta'],
    ['65100', 'Vaasa'],
  ] as const),
  ...([
    ['70100', 'Kuopio'],
    ['90100', 'Oulu'],
    ['96100', 'Rovaniemi'],
    ['99800', 'Ivalo'],
  ] as const),
];

/** Somebody who buys; made up, with a mail address that reaches nobody. */
export function buyer(random: SeededRandom): Buyer {
  const address = addressOf(random);
  const email = `${folded(address.name).replace(' ', '.')}@example.com`;
  return random.chance(95) ? { ...address, email } : address;
}

/** Where the goods go: mostly to the buyer. */
export function delivery(random: SeededRandom, { email: _email, ...home }: Buyer): Address {
  return random.chance(90) ? home : addressOf(random);
}

function addressOf(random: SeededRandom): Address {
  const [postalCode, city] = random.pick(TOWNS);
  return {
    name: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    address: `${random.pick(STREETS)} ${random.integer(1, 89)}`,
    postalCode,
    city,
    country: 'FI',
  };
}

const folded = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
