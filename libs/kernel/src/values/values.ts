import { z } from 'zod';

/** A moment in UTC, RFC 3339 with `Z`. It always comes in from outside; the domain owns no clock. */
export const Timestamp = z.iso.datetime();
export type Timestamp = z.infer<typeof Timestamp>;

/** A share in hundredths of a percent: 25,50 % is 2550 (ADR 9). */
export const BasisPoints = z.int().min(0).max(10_000);
export type BasisPoints = z.infer<typeof BasisPoints>;

/** ISO 3166-1 alpha-2. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/u);
export type CountryCode = z.infer<typeof CountryCode>;

/**
 * A line of text for people: no control characters, no lone surrogates, nothing but itself.
 * `max` counts characters (code points), as JSON Schema does.
 */
export const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters');

/** Text of several lines: as `text`, with line feeds and tabs allowed. */
export const longText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t\r])*$/u, 'must not contain control characters');
