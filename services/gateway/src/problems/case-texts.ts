import { told, type ProblemText } from './problem-text.js';

/** Refusals of a case, as its merchant or its buyer meets them. */
export const CASE_TEXTS: Readonly<Record<string, ProblemText>> = {
  'case.not-paid': told(
    409,
    ['The order is not paid yet', 'Tilausta ei ole vielä maksettu', 'Ordern är inte betald ännu'],
    [
      'There is nothing to ask back until the payment is confirmed.',
      'Takaisin pyydettävää ei ole ennen maksun vahvistumista.',
      'Det finns inget att begära tillbaka förrän betalningen är bekräftad.',
    ],
  ),
  'case.no-contact-with-the-buyer': told(
    409,
    [
      'This service has no contact with the buyer',
      'Tässä palvelussa ei ole yhteyttä ostajaan',
      'Denna tjänst har ingen kontakt med köparen',
    ],
    [
      'Cases belong to the Satisfaction Guarantee. The store can refund the order instead.',
      'Tapaukset kuuluvat Tyytyväisyystakuuseen. Kauppa voi sen sijaan palauttaa maksun.',
      'Ärenden hör till Nöjdhetsgarantin. Butiken kan i stället återbetala ordern.',
    ],
  ),
  'case.case-opened-otherwise': told(409, [
    'A case with other contents has this id',
    'Tällä tunnuksella on toisensisältöinen tapaus',
    'Ett ärende med annat innehåll har detta id',
  ]),
  'case.case-of-another-order': told(404, [
    'The order has no such case',
    'Tilauksella ei ole tällaista tapausta',
    'Ordern har inget sådant ärende',
  ]),
  'case.amount-missing': told(400, [
    'A price reduction needs an amount',
    'Hinnanalennukseen tarvitaan summa',
    'Ett prisavdrag behöver ett belopp',
  ]),
  'case.rows-missing': told(400, [
    'A partial return needs the rows that go back',
    'Osapalautukseen tarvitaan palautettavat rivit',
    'En delretur behöver raderna som returneras',
  ]),
  'case.row-unknown': told(
    409,
    [
      'The order has no such row',
      'Tilauksella ei ole tällaista riviä',
      'Ordern har ingen sådan rad',
    ],
    [
      'Row {rowNumber} is not in the order.',
      'Riviä {rowNumber} ei ole tilauksella.',
      'Rad {rowNumber} finns inte i ordern.',
    ],
  ),
  'case.row-chosen-twice': told(
    400,
    ['A row is chosen twice', 'Rivi on valittu kahdesti', 'En rad är vald två gånger'],
    [
      'Name row {rowNumber} once, with its whole quantity.',
      'Nimeä rivi {rowNumber} kerran, koko määrällään.',
      'Ange rad {rowNumber} en gång, med hela antalet.',
    ],
  ),
  'case.row-is-no-product': told(
    409,
    ['This row is no product', 'Tämä rivi ei ole tuote', 'Denna rad är ingen produkt'],
    [
      'Row {rowNumber} is a cost or a discount: products go back.',
      'Rivi {rowNumber} on kulu tai alennus: vain tuotteita palautetaan.',
      'Rad {rowNumber} är en kostnad eller rabatt: produkter returneras.',
    ],
  ),
  'case.quantity-exceeds-ordered': told(
    409,
    [
      'More than was ordered of a row',
      'Rivillä on enemmän kuin tilattiin',
      'Mer än vad som beställdes av en rad',
    ],
    [
      'Of row {rowNumber}, {ordered} was ordered.',
      'Riviltä {rowNumber} tilattiin {ordered}.',
      'Av rad {rowNumber} beställdes {ordered}.',
    ],
  ),
  'case.amount-exceeds-refundable': told(
    409,
    [
      'The amount is more than is left of the order',
      'Summa on suurempi kuin tilauksesta on jäljellä',
      'Beloppet är större än vad som är kvar av ordern',
    ],
    [
      'At most {refundable} can be asked for.',
      'Voit pyytää enintään {refundable}.',
      'Högst {refundable} kan begäras.',
    ],
  ),
  'case.nothing-left-to-refund': told(409, [
    'Nothing is left of the order to ask back',
    'Tilauksesta ei ole mitään jäljellä palautettavaksi',
    'Inget av ordern är kvar att begära tillbaka',
  ]),
  'case.offers-are-price-reductions': told(
    409,
    [
      'A store opens a case to offer a price reduction',
      'Kauppa avaa tapauksen tarjotakseen hinnanalennusta',
      'En butik öppnar ett ärende för att erbjuda prisavdrag',
    ],
    [
      'To give money back otherwise, ask for a refund.',
      'Jos haluat palauttaa rahaa muuten, pyydä palautus.',
      'Begär en återbetalning för att ge pengar tillbaka på annat sätt.',
    ],
  ),
  'case.inspection-over': told(
    409,
    ['The inspection period is over', 'Tarkastusaika on päättynyt', 'Granskningstiden har gått ut'],
    [
      'A fault can still be told of: open a reclamation.',
      'Virheestä voi yhä ilmoittaa: tee reklamaatio.',
      'Ett fel kan ännu anmälas: gör en reklamation.',
    ],
  ),
  'case.withdrawal-period-over': told(
    409,
    ['The withdrawal period is over', 'Peruuttamisaika on päättynyt', 'Ångerfristen har gått ut'],
    [
      'It ended at {periodEndsAt}. A fault can still be told of: open a reclamation.',
      'Se päättyi {periodEndsAt}. Virheestä voi yhä ilmoittaa: tee reklamaatio.',
      'Den gick ut {periodEndsAt}. Ett fel kan ännu anmälas: gör en reklamation.',
    ],
  ),
  'case.case-closed': told(
    409,
    ['The case has ended', 'Tapaus on päättynyt', 'Ärendet är avslutat'],
    [
      'Its outcome is {outcome}. Open another one if there is more to settle.',
      'Sen lopputulos on {outcome}. Avaa uusi, jos on vielä sovittavaa.',
      'Utfallet är {outcome}. Öppna ett nytt om något återstår.',
    ],
  ),
  'case.acceptance-under-way': told(
    409,
    [
      'The case is being accepted',
      'Tapausta hyväksytään parhaillaan',
      'Ärendet håller på att godkännas',
    ],
    [
      'The money is asked for: look at the case again in a moment.',
      'Rahaa pyydetään: katso tapausta hetken kuluttua uudelleen.',
      'Pengarna är begärda: se på ärendet igen om en stund.',
    ],
  ),
  'case.not-your-turn': told(
    409,
    [
      'The other side is to answer',
      'On toisen osapuolen vuoro vastata',
      'Den andra parten ska svara',
    ],
    [
      'It waits for the {awaits}. You can write a message meanwhile.',
      'Vastausta odotetaan osapuolelta {awaits}. Voit sillä välin kirjoittaa viestin.',
      'Svar väntas från {awaits}. Du kan skriva ett meddelande under tiden.',
    ],
  ),
  'case.goods-not-received': told(
    409,
    [
      'The goods are not back yet',
      'Tavarat eivät ole vielä palanneet',
      'Varorna är inte tillbaka ännu',
    ],
    [
      'Record them with goods-received when they are, or say `beforeGoods` to pay before they come.',
      'Kirjaa ne goods-received-komennolla niiden saavuttua, tai anna `beforeGoods` maksaaksesi ensin.',
      'Anteckna dem med goods-received när de kommit, eller ange `beforeGoods` för att betala först.',
    ],
  ),
  'case.part-missing': told(400, [
    'An acceptance in part needs an amount or rows',
    'Osittaiseen hyväksyntään tarvitaan summa tai rivejä',
    'Ett delvis godkännande behöver ett belopp eller rader',
  ]),
  'case.part-exceeds-proposal': told(
    409,
    [
      'The part is more than what is proposed',
      'Osa on suurempi kuin ehdotettu',
      'Delen är större än det föreslagna',
    ],
    ['{proposed} is proposed.', 'Ehdotettu on {proposed}.', '{proposed} är föreslaget.'],
  ),
  'case.rows-not-proposed': told(409, [
    'These rows, or quantities, are not what is proposed',
    'Näitä rivejä tai määriä ei ole ehdotettu',
    'Dessa rader eller antal är inte föreslagna',
  ]),
  'case.counter-offer-instead': told(
    409,
    [
      'Another sum is a counter-offer',
      'Toinen summa on vastatarjous',
      'Ett annat belopp är ett motbud',
    ],
    [
      'Make a counter-offer: the other side has to agree to it.',
      'Tee vastatarjous: toisen osapuolen on hyväksyttävä se.',
      'Ge ett motbud: den andra parten måste godkänna det.',
    ],
  ),
  'case.money-is-asked-for': told(
    409,
    [
      'Only a reclamation is set right without money',
      'Vain reklamaatio voidaan hoitaa ilman rahaa',
      'Endast en reklamation kan rättas till utan pengar',
    ],
    [
      'Accept it in full or in part, or decline it.',
      'Hyväksy se kokonaan tai osaksi, tai hylkää se.',
      'Godkänn det helt eller delvis, eller avslå det.',
    ],
  ),
  'case.not-opened-by-you': told(
    409,
    ['The store opened this case', 'Kauppa avasi tämän tapauksen', 'Butiken öppnade detta ärende'],
    [
      'Accept its offer, make another one, or decline it.',
      'Hyväksy tarjous, tee vastatarjous tai hylkää se.',
      'Godkänn erbjudandet, ge ett motbud eller avslå det.',
    ],
  ),
  'case.nothing-to-negotiate': told(409, [
    'A sum is negotiated in price reductions and reclamations only',
    'Summasta neuvotellaan vain hinnanalennuksessa ja reklamaatiossa',
    'Ett belopp förhandlas endast i prisavdrag och reklamationer',
  ]),
  'case.same-offer': told(
    409,
    [
      'This sum is what is offered already',
      'Tämä summa on jo tarjottu',
      'Detta belopp är redan erbjudet',
    ],
    ['Accept it instead.', 'Hyväksy se.', 'Godkänn det i stället.'],
  ),
  'case.too-many-offers': told(
    409,
    ['There were too many offers', 'Tarjouksia on liikaa', 'Det har varit för många bud'],
    [
      'After {max} offers, accept or decline the one that stands.',
      'Hyväksy tai hylkää voimassa oleva tarjous: enintään {max} tarjousta.',
      'Godkänn eller avslå det bud som gäller: högst {max} bud.',
    ],
  ),
  'case.too-many-messages': told(409, [
    'There are too many messages in this case',
    'Tapauksessa on liikaa viestejä',
    'Ärendet har för många meddelanden',
  ]),
  'case.deadline-not-passed': told(409, [
    'The deadline has not passed yet',
    'Määräaika ei ole vielä kulunut',
    'Tidsfristen har inte gått ut ännu',
  ]),
};
