import type { FieldSchema } from './field.js';

/** As `line`, for what names a thing: some are long numbers, and are no card's (domain: Card numbers). */
export const code = (maxLength: number, example?: string): FieldSchema => {
  const { isFreeText: _isFreeText, ...schema } = line(maxLength, example);
  return schema;
};

/** As the kernel's `text`: one line, no control characters. */
export const line = (maxLength: number, example?: string): FieldSchema => ({
  type: 'string',
  isFreeText: true,
  minLength: 1,
  maxLength,
  pattern: '^[^\\p{Cc}\\p{Cs}]*$',
  ...(example !== undefined && { example }),
});

/** As the kernel's `longText`: line feeds and tabs are allowed. */
export const lines = (maxLength: number, example?: string): FieldSchema => ({
  ...line(maxLength, example),
  pattern: '^(?:[^\\p{Cc}\\p{Cs}]|[\\n\\t\\r])*$',
});
