import type { OrderRow } from '@libs/contracts';
import { assert, eur, priceRows, sum, type Money } from '@libs/kernel';
import type { SeededRandom } from './seeded-random.js';

/** What an order asks for: its rows, and the two sums that the web store sends with them. */
export interface DemoBasket {
  readonly rows: readonly OrderRow[];
  readonly amount: Money;
  readonly sellerCosts: Money;
}

type Product = readonly [name: string, articleNumber: string, price: number, vatRate: number];

/** Goods at the three VAT rates of Finland (domain: Orders), prices with VAT. */
const PRODUCTS: readonly Product[] = [
  ['Vaaleapaahtoinen kahvi 500 g', 'K-101', 8_95, 1400],
  ['Tummapaahtoinen kahvi 1 kg', 'K-102', 16_90, 1400],
  ['Luomuespresso 250 g', 'K-110', 9_40, 1400],
  ['Vihreä tee 100 g', 'T-201', 6_20, 1400],
  ['Suklaalajitelma', 'S-305', 12_50, 1400],
  ['Kahvimylly, käsikäyttöinen', 'L-410', 59_00, 2550],
  ['Espressokeitin', 'L-455', 349_00, 2550],
  ['Pannu, 1 litra', 'L-430', 42_90, 2550],
  ['Muki, 3 dl', 'A-510', 14_90, 2550],
  ['Termospullo', 'A-520', 34_90, 2550],
  ['Kahvin kirja', 'B-610', 29_90, 1000],
  ['Baristan opas', 'B-620', 24_50, 1000],
];
const ENGRAVED: Product = ['Muki kaiverruksella', 'R-710', 24_90, 2550];
const SHIPPING: readonly Product[] = [
  ['Toimitus noutopisteeseen', 'P-1', 4_90, 2550],
  ['Kotiinkuljetus', 'P-2', 9_90, 2550],
];
const HANDLING: Product = ['Käsittelykulu', 'P-9', 2_50, 2550];

/** A basket as real ones are: a few rows, now and then a discount, mostly shipping. */
export function basket(random: SeededRandom): DemoBasket {
  const goods = Array.from({ length: random.integer(1, 4) }, () => goodsRow(random));
  const rows = [
    ...goods,
    ...(random.chance(10) ? [rowOf(ENGRAVED, { type: 4 })] : []),
    ...(random.chance(15) ? [discountRow(random)] : []),
    ...(random.chance(85) ? [rowOf(random.pick(SHIPPING), { type: 2 })] : []),
    ...(random.chance(10) ? [rowOf(HANDLING, { type: 3 })] : []),
  ];
  const sums = priceRows(rows);
  assert(sums !== undefined, 'a basket of the demo data is not beyond all money');
  const sumOf = (isWanted: (type: number) => boolean) =>
    sum(sums.filter((_sum, at) => isWanted(rows[at]?.type ?? 0)).map(({ gross }) => gross));
  const isSellerCost = (type: number) => type === 2 || type === 3;
  return {
    rows,
    amount: sumOf((type) => !isSellerCost(type)),
    sellerCosts: sumOf(isSellerCost),
  };
}

function goodsRow(random: SeededRandom): OrderRow {
  const product = random.pick(PRODUCTS);
  const row = rowOf(product, {
    quantity: String(random.integer(1, 3)),
    discount: random.chance(15) ? random.pick([500, 1000, 1500, 2500]) : 0,
  });
  return random.chance(8) ? netPriced(row) : row;
}

/** Less than the cheapest product costs, so that goods are left to pay. */
const discountRow = (random: SeededRandom): OrderRow =>
  rowOf(['Kanta-asiakasalennus', 'D-1', 0 - random.integer(1, 4) * 1_00, 2550], { type: 6 });

function rowOf([name, articleNumber, price, vatRate]: Product, over: Partial<OrderRow>): OrderRow {
  return {
    name,
    articleNumber,
    quantity: '1',
    unitPrice: { basis: 'gross', amount: eur(price) },
    vatRate,
    discount: 0,
    type: 1,
    ...over,
  };
}

/** As a web store with prices without VAT sends it. */
function netPriced(row: OrderRow): OrderRow {
  const [single] = priceRows([{ ...row, quantity: '1', discount: 0 }]) ?? [];
  assert(single !== undefined, 'one row is priced');
  return { ...row, unitPrice: { basis: 'net', amount: single.net } };
}
