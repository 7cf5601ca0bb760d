import { told, type ProblemText } from './problem-text.js';

/** Refusals of refunds that are made of rows. */
export const REFUND_ROWS_TEXTS: Readonly<Record<string, ProblemText>> = {
  'account.rows-do-not-add-up': told(
    400,
    [
      'The rows do not sum to the amount',
      'Rivien summa ei ole palautuksen summa',
      'Raderna summerar inte till beloppet',
    ],
    [
      'The amount is {amount}, the rows come to {rowsSum}. Leave the amount out, or correct the rows.',
      'Summa on {amount}, rivit ovat yhteensä {rowsSum}. Jätä summa pois tai korjaa rivit.',
      'Beloppet är {amount}, raderna blir {rowsSum}. Utelämna beloppet eller rätta raderna.',
    ],
  ),
  'account.rows-of-another-kind': told(
    400,
    [
      'This kind of refund has no such rows',
      'Tällaisella palautuksella ei ole näitä rivejä',
      'En sådan återbetalning har inte dessa rader',
    ],
    [
      'Goods come back in a partial return; a price reduction may have extra rows, a full refund none.',
      'Tavarat palautuvat osapalautuksessa; hinnanalennuksessa voi olla lisärivejä, täydessä ei rivejä.',
      'Varor kommer tillbaka i en delretur; ett prisavdrag kan ha extra rader, en full inga.',
    ],
  ),
  'account.row-unknown': told(
    400,
    [
      'The order has no such row',
      'Tilauksessa ei ole tällaista riviä',
      'Ordern har ingen sådan rad',
    ],
    [
      'There is no row {rowNumber}: the refund options list the rows.',
      'Riviä {rowNumber} ei ole: palautusvaihtoehdot luettelevat rivit.',
      'Raden {rowNumber} finns inte: återbetalningsalternativen listar raderna.',
    ],
  ),
  'account.row-named-twice': told(
    400,
    ['A row stands twice', 'Rivi on kahdesti', 'En rad står två gånger'],
    [
      'Name row {rowNumber} once, with the whole quantity.',
      'Nimeä rivi {rowNumber} kerran, koko määrällä.',
      'Ange raden {rowNumber} en gång, med hela antalet.',
    ],
  ),
  'account.row-not-returnable': told(
    409,
    [
      'This row cannot come back',
      'Tätä riviä ei voi palauttaa',
      'Denna rad kan inte komma tillbaka',
    ],
    [
      'Row {rowNumber} is a discount or costs nothing. Take a lost discount off with an extra row.',
      'Rivi {rowNumber} on alennus tai maksuton. Vähennä menetetty alennus lisärivillä.',
      'Raden {rowNumber} är en rabatt eller gratis. Dra av en förlorad rabatt med en extra rad.',
    ],
  ),
  'account.quantity-exceeds-left': told(
    409,
    [
      'More of the row than is left',
      'Rivillä ei ole enää näin paljon jäljellä',
      'Mer av raden än vad som är kvar',
    ],
    [
      'Of row {rowNumber}, {quantityLeft} is left to return.',
      'Riviltä {rowNumber} on palautettavissa enää {quantityLeft}.',
      'Av raden {rowNumber} kan {quantityLeft} ännu returneras.',
    ],
  ),
  'account.rows-sum-too-large': told(400, [
    'The rows come to more than any money',
    'Rivien summa on suurempi kuin mikään raha',
    'Raderna blir mer än alla pengar',
  ]),
  'account.rows-come-to-nothing': told(
    400,
    [
      'The rows come to nothing to refund',
      'Riveistä ei jää palautettavaa',
      'Raderna ger inget att återbetala',
    ],
    [
      'They come to {rowsSum}. A negative price of an extra row is money back.',
      'Summa on {rowsSum}. Lisärivin negatiivinen hinta on palautettavaa rahaa.',
      'De blir {rowsSum}. Ett negativt pris på en extra rad är pengar tillbaka.',
    ],
  ),
  'account.amount-exceeds-refundable-at-rate': told(
    409,
    [
      'More than is left at a VAT rate',
      'Enemmän kuin verokannalla on jäljellä',
      'Mer än vad som är kvar vid en momssats',
    ],
    [
      'The rows ask for {asked}, and {refundable} is left at their VAT rate. An extra row can take the rest off.',
      'Rivit pyytävät {asked}, ja niiden verokannalla on jäljellä {refundable}. Lisärivi voi vähentää loput.',
      'Raderna begär {asked}, och {refundable} är kvar vid deras momssats. En extra rad kan dra av resten.',
    ],
  ),
};
