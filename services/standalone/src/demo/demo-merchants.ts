import { PAYMENT_METHODS, PaymentMethod, type Company, type Terms } from '@libs/contracts';
import { BusinessId, eur, Iban, idFrom, MerchantId, NOTHING, SellerId } from '@libs/kernel';

/** A merchant of the demo data: one company with one web store. */
export interface DemoMerchant {
  readonly merchantId: MerchantId;
  readonly sellerId: SellerId;
  readonly storeName: string;
  readonly storeUrl: string;
  readonly secretKey: string;
  readonly company: Company;
  readonly terms: Terms;
  readonly methods: readonly PaymentMethod[];
  readonly returnTerms: string;
  /** Of what is settled, in basis points, VAT included; the gross model takes nothing from it. */
  readonly commission: number;
  /** How many everyday orders it has, beside a shop that has all; absent: all. */
  readonly everydayShare?: number;
  /** Its orders are numbered from here. */
  readonly firstOrderNumber: number;
}

/** In the direct service: every payment is settled in full, by itself, as soon as possible. */
export const COFFEE_SHOP: DemoMerchant = {
  merchantId: merchantIdOf('kahvikauppa'),
  sellerId: SellerId.parse('kahvikauppa'),
  storeName: 'Kahvikauppa',
  storeUrl: 'https://kahvikauppa.example.com',
  secretKey: '99887766554433221100',
  company: {
    name: 'Pohjolan Kahvikauppa Oy',
    businessId: BusinessId.parse('1234567-1'),
    address: 'Papukuja 3',
    postalCode: '00500',
    city: 'Helsinki',
    country: 'FI',
    settlementIban: Iban.parse('FI2112345600000785'),
  },
  terms: {
    agreementVersion: 1,
    servicePackage: 'direct',
    settlementModel: 'gross',
    settlementBundling: 'transaction-specific',
    inspectionDays: 0,
    invoicingFeeMax: eur(5_00),
    fundingFee: NOTHING,
  },
  methods: PAYMENT_METHODS.map((method) => PaymentMethod.parse(method)),
  returnTerms: '14 vuorokauden palautusoikeus avaamattomille tuotteille.',
  commission: 0,
  firstOrderNumber: 40_001,
};

/**
 * With the Satisfaction Guarantee. Its web store is the provider's public sandbox seller with its
 * public key (domain: Orders), so that published clients work against the test environment.
 */
export const TEST_SHOP: DemoMerchant = {
  merchantId: merchantIdOf('testikauppias'),
  sellerId: SellerId.parse('testikauppias'),
  storeName: 'Testikauppias',
  storeUrl: 'https://testikauppias.example.com',
  secretKey: '11223344556677889900',
  company: {
    name: 'Testikauppias Oy',
    businessId: BusinessId.parse('1000002-0'),
    address: 'Kauppakatu 12',
    postalCode: '33100',
    city: 'Tampere',
    country: 'FI',
    settlementIban: Iban.parse('FI4250001510000023'),
  },
  terms: {
    agreementVersion: 1,
    servicePackage: 'satisfaction-guarantee',
    settlementModel: 'net',
    settlementBundling: 'bundled',
    inspectionDays: 14,
    invoicingFeeMax: eur(5_00),
    fundingFee: eur(1_25),
    mayChooseReferences: true,
  },
  methods: PAYMENT_METHODS.map((method) => PaymentMethod.parse(method)),
  returnTerms: '14 vuorokauden tarkistusaika, jonka aikana tilauksen voi palauttaa.',
  commission: 190,
  firstOrderNumber: 70_001,
};

/**
 * With the Satisfaction Guarantee and the balance model: paid out every banking day, whatever is
 * still on its way, and what is refunded is taken from coming payouts.
 */
export const BOOK_SHOP: DemoMerchant = {
  merchantId: merchantIdOf('kirjakauppa'),
  sellerId: SellerId.parse('kirjakauppa'),
  storeName: 'Kirjakauppa',
  storeUrl: 'https://kirjakauppa.example.com',
  secretKey: '55443322110099887766',
  company: {
    name: 'Saimaan Kirjakauppa Oy',
    businessId: BusinessId.parse('1730744-7'),
    address: 'Raatihuoneenkatu 8',
    postalCode: '53100',
    city: 'Lappeenranta',
    country: 'FI',
    settlementIban: Iban.parse('FI5566667777888890'),
  },
  terms: {
    agreementVersion: 1,
    servicePackage: 'satisfaction-guarantee',
    settlementModel: 'balance',
    settlementBundling: 'bundled',
    inspectionDays: 14,
    invoicingFeeMax: eur(5_00),
    fundingFee: NOTHING,
  },
  methods: PAYMENT_METHODS.map((method) => PaymentMethod.parse(method)),
  returnTerms: 'Kirjoilla on 30 vuorokauden vaihto-oikeus.',
  commission: 240,
  firstOrderNumber: 90_001,
};

/** In the direct service, and with two people to a refund: one asks, another one approves. */
export const FLOWER_SHOP: DemoMerchant = {
  merchantId: merchantIdOf('kukkakauppa'),
  sellerId: SellerId.parse('kukkakauppa'),
  storeName: 'Kukkakauppa',
  storeUrl: 'https://kukkakauppa.example.com',
  secretKey: '13579135791357913579',
  company: {
    name: 'Auran Kukkakauppa Oy',
    businessId: BusinessId.parse('0112038-9'),
    address: 'Jokikatu 21',
    postalCode: '20500',
    city: 'Turku',
    country: 'FI',
    settlementIban: Iban.parse('FI1410093000123458'),
  },
  terms: { ...COFFEE_SHOP.terms, refundApproval: 'two-person' },
  methods: PAYMENT_METHODS.map((method) => PaymentMethod.parse(method)),
  returnTerms: 'Leikkokukilla ei ole palautusoikeutta.',
  commission: 0,
  everydayShare: 0.1,
  firstOrderNumber: 20_001,
};

export const DEMO_MERCHANTS: readonly DemoMerchant[] = [
  COFFEE_SHOP,
  TEST_SHOP,
  BOOK_SHOP,
  FLOWER_SHOP,
];

/** The same on every machine, so that tokens and links of the demo data can be written down. */
function merchantIdOf(sellerId: string): MerchantId {
  return MerchantId.parse(idFrom('demo-merchant', sellerId));
}
