/** What each code of a status query says (domain: Status queries); none is longer than 100. */
export const STATUS_TEXTS: Readonly<Record<string, string>> = {
  '00': 'Maksua ei ole maksettu',
  '01': 'Kyselyyn ei voitu vastata',
  '10': 'Maksua odotetaan',
  '11': 'Maksu ei tullut ajoissa',
  '20': 'Maksettu, odottaa toimitustietoja',
  '30': 'Maksettu, ei vielä tilitetty',
  '40': 'Maksettu ja tilitetty',
  '91': 'Ostaja on perunut tilauksen, odottaa kauppiasta',
  '92': 'Ostaja on ehdottanut osittaista perumista tai hinnanalennusta',
  '93': 'Ostaja on ehdottanut osittaista palautusta',
  '95': 'Ostaja on tehnyt reklamaation',
  '99': 'Palautettu ostajalle tai peruttu ennen maksua',
};
