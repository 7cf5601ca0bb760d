import { charsetNamed, decoded, type Charset } from './charset.js';

/** A form as it came: each field's bytes, the first where one is there twice. */
export type RawForm = ReadonlyMap<string, Uint8Array>;

/** More fields than this are no message: 500 rows have 5,500 of them, and clients add their own. */
export const FIELDS_MAX = 10_000;

/** A message's texts, and the charsets that its hash may be made in. */
export interface Form {
  readonly texts: ReadonlyMap<string, string>;
  readonly hashCharsets: readonly Charset[];
  /** The fields that name a charset we do not know, or whose bytes are none of it. */
  readonly unreadable: readonly string[];
}

/**
 * Reads the texts of a form: in `<prefix>_charsethttp`, else in `<prefix>_charset`, else in UTF-8
 * where all of it is that, and in ISO-8859-1 where it is not. The hash is made in
 * `<prefix>_charset`; without one either of the two will do (domain: Webstore API).
 */
export function formIn(raw: RawForm, prefix: string): Form {
  const named = (field: string) => namedCharset(raw, `${prefix}_${field}`);
  const [forHash, overHttp] = [named('charset'), named('charsethttp')];
  const given = overHttp.charset ?? forHash.charset;
  const charset = given ?? (isUtf8(raw) ? 'UTF-8' : 'ISO-8859-1');
  const unreadable = [...forHash.unknown, ...overHttp.unknown];
  const texts = new Map<string, string>();
  for (const [name, bytes] of raw) {
    const text = decoded(bytes, charset);
    if (text === undefined) unreadable.push(name);
    else texts.set(name, text);
  }
  const hashCharsets: readonly Charset[] =
    forHash.charset === undefined ? ['UTF-8', 'ISO-8859-1'] : [forHash.charset];
  return { texts, hashCharsets, unreadable };
}

interface NamedCharset {
  readonly charset: Charset | undefined;
  readonly unknown: readonly string[];
}

function namedCharset(raw: RawForm, field: string): NamedCharset {
  const bytes = raw.get(field);
  const name = bytes === undefined ? '' : Buffer.from(bytes).toString('latin1').trim();
  if (name === '') return { charset: undefined, unknown: [] };
  const charset = charsetNamed(name);
  return { charset, unknown: charset === undefined ? [field] : [] };
}

const isUtf8 = (raw: RawForm): boolean =>
  [...raw.values()].every((bytes) => decoded(bytes, 'UTF-8') !== undefined);
