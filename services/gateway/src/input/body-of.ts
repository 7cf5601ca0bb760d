import type { z } from '@libs/kernel';
import { InputRefused, parsedInput, pointerTo, type InputProblem } from '@libs/platform';
import type { PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';

/** How a body is taken: by a DTO's rules first, then by its contract. */
export interface BodyShape<Schema extends z.ZodType> {
  readonly shape: new () => object;
  readonly contract: Schema;
  /** Lists and how long they may be: a longer one is refused before its members are looked at. */
  readonly lists?: Readonly<Record<string, number>>;
}

/**
 * Takes a body through both doors: class-validator for people who read the API's page, the
 * contract for what the services believe. Fails with `InputRefused`; gives the contract's value.
 */
export function bodyOf<Schema extends z.ZodType>(
  body: BodyShape<Schema>,
): PipeTransform<unknown, z.output<Schema>> {
  return { transform: (value) => takenBody(body, value) };
}

function takenBody<Schema extends z.ZodType>(
  { shape, contract, lists = {} }: BodyShape<Schema>,
  value: unknown,
): z.output<Schema> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InputRefused([{ detail: 'must be a JSON object', pointer: '' }]);
  for (const [field, max] of Object.entries(lists)) refuseLonger(value, field, max);
  const errors = validateSync(plainToInstance(shape, value), {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
  });
  if (errors.length > 0) throw new InputRefused(errors.flatMap((error) => problemsOf(error, [])));
  return parsedInput(contract, value);
}

function refuseLonger(body: object, field: string, max: number): void {
  const list = (body as Readonly<Record<string, unknown>>)[field];
  if (Array.isArray(list) && list.length > max)
    throw new InputRefused([{ detail: `must have at most ${max} items`, pointer: `/${field}` }]);
}

function problemsOf(
  { property, constraints, children = [] }: ValidationError,
  above: readonly string[],
): readonly InputProblem[] {
  const path = [...above, property];
  const whole = constraints?.['isArray'] ?? constraints?.['object'];
  // What is no list, or no object, is told as that, not by what its members lack.
  if (whole !== undefined) return [{ detail: whole, pointer: pointerTo(path) }];
  const isNoList = constraints?.['isArray'] !== undefined;
  const deeper = isNoList ? [] : children.flatMap((child) => problemsOf(child, path));
  if (deeper.length > 0 || constraints === undefined) return deeper;
  return [{ detail: worstOf(constraints), pointer: pointerTo(path) }];
}

/** One sentence a field is enough, in our words where the library has its own. */
function worstOf(constraints: Readonly<Record<string, string>>): string {
  if (constraints['whitelistValidation'] !== undefined) return 'is not a field here';
  if (constraints['nestedValidation'] !== undefined) return 'must be an object';
  return constraints['field'] ?? Object.values(constraints)[0] ?? 'is not valid';
}
