import { Field } from './field.js';

const CURRENCY = { type: 'string', enum: ['EUR'], example: 'EUR' } as const;

/** Money of either sign. */
export class MoneyBody {
  @Field({
    type: 'integer',
    minimum: -Number.MAX_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'In cents: 1500 is 15,00 EUR.',
    example: 12300,
  })
  readonly minorUnits!: number;

  @Field(CURRENCY)
  readonly currency!: string;
}

/** Money that is not negative. */
export class NonNegativeMoneyBody {
  @Field({
    type: 'integer',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'In cents, not negative.',
    example: 56810,
  })
  readonly minorUnits!: number;

  @Field(CURRENCY)
  readonly currency!: string;
}

/** Money that is something. */
export class PositiveMoneyBody {
  @Field({
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'In cents, at least one.',
    example: 1500,
  })
  readonly minorUnits!: number;

  @Field(CURRENCY)
  readonly currency!: string;
}
