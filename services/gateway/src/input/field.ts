import { holdsCardNumber } from '@libs/kernel';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { Allow, IsArray, IsBoolean, IsOptional, ValidateBy, ValidateNested } from 'class-validator';

/** The part of JSON Schema that a field of a body may say. One declaration checks and documents. */
export interface FieldSchema {
  readonly type: 'string' | 'integer';
  /** Words of people: no card's number stands in them (domain: Card numbers). Not documented as a schema. */
  readonly isFreeText?: true;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: 'uuid' | 'date' | 'email' | 'date-time';
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly example?: string | number;
  readonly default?: string | number;
}

type Class = new () => object;
type Words = { readonly description?: string };

/** A field that must be there and be what its schema says. */
export const Field = (schema: FieldSchema): PropertyDecorator =>
  applyDecorators(ApiProperty(documented(schema)), checkedBy(schema));

/** As `Field`, but it may be left out; `null` is not leaving it out. */
export const OptionalField = (schema: FieldSchema): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional(documented(schema)), checkedBy(schema), IsOptional());

/** A field that is an object of its own. */
export const Nested = (shape: () => Class, words: Words = {}): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: () => shape(), ...words }),
    Type(shape),
    checkedObject(),
    ValidateNested(),
  );

/** As `Nested`, but it may be left out. */
export const OptionalNested = (shape: () => Class, words: Words = {}): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: () => shape(), ...words }),
    Type(shape),
    checkedObject(),
    ValidateNested(),
    IsOptional(),
  );

/** A field that is a list of objects, from one to `max`. */
export const NestedList = (shape: () => Class, max: number): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: () => [shape()], minItems: 1, maxItems: max }),
    Type(shape),
    IsArray({ message: ({ value }) => missingOr('must be a list', value) }),
    ValidateNested({ each: true }),
  );

/** As `NestedList`, but it may be left out. */
export const OptionalNestedList = (shape: () => Class, max: number): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: () => [shape()], minItems: 1, maxItems: max }),
    Type(shape),
    IsArray({ message: 'must be a list' }),
    ValidateNested({ each: true }),
    IsOptional(),
  );

/** A yes or no that may be left out; then it is no. */
export const BooleanField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: 'boolean', default: false, description }),
    IsBoolean({ message: 'must be true or false' }),
    IsOptional(),
  );

/** A field of a query, which is parsed and documented elsewhere. */
export const Taken = Allow;

function documented({ enum: values, isFreeText: _isFreeText, ...schema }: FieldSchema): object {
  return values === undefined ? schema : { ...schema, enum: [...values] };
}

const checkedBy = (schema: FieldSchema): PropertyDecorator =>
  ValidateBy({
    name: 'field',
    validator: {
      validate: (value) => faultOf(value, schema) === undefined,
      defaultMessage: (asked) => faultOf(asked?.value, schema) ?? 'is not valid',
    },
  });

const checkedObject = (): PropertyDecorator =>
  ValidateBy({
    name: 'object',
    validator: {
      validate: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      defaultMessage: (asked) => missingOr('must be an object', asked?.value),
    },
  });

const missingOr = (fault: string, value: unknown): string =>
  value === undefined ? 'is required' : fault;

/** What is wrong with a value, in words; nothing when it is what its schema says. */
export function faultOf(value: unknown, schema: FieldSchema): string | undefined {
  if (value === undefined) return 'is required';
  if (schema.enum !== undefined)
    return schema.enum.includes(value as never)
      ? undefined
      : `must be one of ${schema.enum.join(', ')}`;
  return schema.type === 'integer' ? faultOfNumber(value, schema) : faultOfText(value, schema);
}

function faultOfNumber(value: unknown, { minimum, maximum }: FieldSchema): string | undefined {
  if (!Number.isSafeInteger(value)) return 'must be an integer that fits in 53 bits';
  if (minimum !== undefined && Number(value) < minimum) return `must be at least ${minimum}`;
  if (maximum !== undefined && Number(value) > maximum) return `must be at most ${maximum}`;
  return undefined;
}

function faultOfText(value: unknown, schema: FieldSchema): string | undefined {
  const { minLength = 0, maxLength, pattern } = schema;
  if (typeof value !== 'string') return 'must be a text';
  if (value.length < minLength) return `must have at least ${minLength} characters`;
  if (maxLength !== undefined && value.length > maxLength)
    return `must have at most ${maxLength} characters`;
  if (pattern !== undefined && !patternOf(pattern).test(value)) return malformed(schema);
  return schema.isFreeText && holdsCardNumber(value) ? NO_CARD_NUMBER : undefined;
}

const NO_CARD_NUMBER =
  'must not hold the number of a card: write no more of it than its last four digits';

const malformed = ({ example }: FieldSchema): string =>
  example === undefined ? 'has the wrong form' : `has the wrong form: write it like ${example}`;

const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(source, 'u');
  patterns.set(source, known);
  return known;
}
