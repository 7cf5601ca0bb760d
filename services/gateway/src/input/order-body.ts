import { Address, OrderCommand, ROWS_MAX } from '@libs/contracts';
import { z } from '@libs/kernel';
import { Field, Nested, NestedList, OptionalField, OptionalNested } from './field.js';
import { MoneyBody, NonNegativeMoneyBody } from './money-body.js';
import { code, line, lines } from './texts.js';

const COUNTRY = { type: 'string', pattern: '^[A-Z]{2}$', example: 'FI' } as const;

/** Where an order goes. */
export class AddressBody {
  @Field(line(40, 'Matti Meikäläinen'))
  readonly name!: string;

  @Field(line(40, 'Katu 1'))
  readonly address!: string;

  @Field(line(10, '00100'))
  readonly postalCode!: string;

  @Field(line(40, 'Helsinki'))
  readonly city!: string;

  @Field(COUNTRY)
  readonly country!: string;
}

/** Who buys. */
export class BuyerBody extends AddressBody {
  @OptionalField(line(40, '+358401234567'))
  readonly phone?: string;

  @OptionalField({ type: 'string', format: 'email', maxLength: 320, example: 'matti@shop.example' })
  readonly email?: string;
}

/** The price of one unit, gross or net. */
export class UnitPriceBody {
  @Field({ type: 'string', enum: ['gross', 'net'], description: 'With or without VAT.' })
  readonly basis!: string;

  @Nested(() => MoneyBody, { description: 'Negative for a discount (type 6) only.' })
  readonly amount!: MoneyBody;
}

/** One row of an order. */
export class OrderRowBody {
  @Field(line(40, 'T-shirt'))
  readonly name!: string;

  @OptionalField(lines(1000, 'Blue'))
  readonly description?: string;

  @OptionalField(code(100, 'TS-1'))
  readonly articleNumber?: string;

  @OptionalField(line(20, 'pcs'))
  readonly unit?: string;

  @OptionalField({ type: 'string', format: 'date', example: '2026-03-02' })
  readonly deliveryDate?: string;

  @Field({
    type: 'string',
    pattern: '^(?=.*[1-9])\\d{1,6}(?:\\.\\d{1,3})?$',
    description: 'A plain decimal, more than zero.',
    example: '2',
  })
  readonly quantity!: string;

  @Nested(() => UnitPriceBody)
  readonly unitPrice!: UnitPriceBody;

  @Field({
    type: 'integer',
    minimum: 0,
    maximum: 10_000,
    description: 'In hundredths of a percent: 2550 is 25,50 %.',
    example: 2550,
  })
  readonly vatRate!: number;

  @OptionalField({
    type: 'integer',
    minimum: 0,
    maximum: 10_000,
    default: 0,
    description: 'Of the row, in hundredths of a percent.',
  })
  readonly discount?: number;

  @Field({
    type: 'integer',
    enum: [1, 2, 3, 4, 5, 6],
    description:
      '1 product, 2 shipping, 3 handling or invoicing, 4 tailored, 5 other, 6 discount. Types 2 and 3 make the seller costs.',
    example: 1,
  })
  readonly type!: number;
}

/** An order as the web store sends it. */
export class OrderBody {
  @Field({ type: 'string', pattern: '^[A-Za-z0-9_-]{1,15}$', example: 'testikauppias' })
  readonly sellerId!: string;

  @Field({
    type: 'string',
    pattern: '^[A-Za-z0-9_.:-]{1,20}$',
    description: 'Your own id of the payment; burned for ever once received.',
    example: '1998524_1',
  })
  readonly paymentId!: string;

  @Field(code(50, '1998524'))
  readonly orderNumber!: string;

  @Field({
    type: 'string',
    pattern: '^\\d{4,20}$',
    description: 'A Finnish reference number with its check digit.',
    example: '19985242',
  })
  readonly reference!: string;

  @NestedList(() => OrderRowBody, ROWS_MAX)
  readonly rows!: readonly OrderRowBody[];

  @Nested(() => NonNegativeMoneyBody, { description: 'Rows of types 1, 4, 5 and 6.' })
  readonly amount!: NonNegativeMoneyBody;

  @Nested(() => NonNegativeMoneyBody, { description: 'Rows of types 2 and 3.' })
  readonly sellerCosts!: NonNegativeMoneyBody;

  @Nested(() => BuyerBody)
  readonly buyer!: BuyerBody;

  @OptionalNested(() => AddressBody, { description: "The buyer's address, when left out." })
  readonly delivery?: AddressBody;
}

const [ReceiveOrder] = OrderCommand.options;

/** The same by the contract: the words of `ReceiveOrder` that are the web store's. */
export const NewOrder = ReceiveOrder.unwrap()
  .shape.data.unwrap()
  .pick({
    sellerId: true,
    paymentId: true,
    orderNumber: true,
    reference: true,
    rows: true,
    amount: true,
    sellerCosts: true,
    buyer: true,
  })
  .extend({ delivery: Address.optional() });
export type NewOrder = z.infer<typeof NewOrder>;
