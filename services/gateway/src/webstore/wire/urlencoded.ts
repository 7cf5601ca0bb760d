import { FIELDS_MAX, type RawForm } from './form.js';

const [AMPERSAND, EQUALS, PLUS, PERCENT, SPACE] = [0x26, 0x3d, 0x2b, 0x25, 0x20];

/**
 * The fields of an `application/x-www-form-urlencoded` body, as bytes: their charset is told by
 * one of them. `undefined` for bytes that are no form, or one of too many fields.
 */
export function urlencodedForm(body: Uint8Array): RawForm | undefined {
  if (!body.includes(EQUALS)) return undefined;
  const fields = new Map<string, Uint8Array>();
  let parts = 0;
  for (let from = 0; from <= body.length;) {
    const next = body.indexOf(AMPERSAND, from);
    const end = next === -1 ? body.length : next;
    parts += 1;
    if (parts > FIELDS_MAX) return undefined;
    addField(fields, body.subarray(from, end));
    from = end + 1;
  }
  return fields;
}

function addField(fields: Map<string, Uint8Array>, pair: Uint8Array): void {
  if (pair.length === 0) return;
  const at = pair.indexOf(EQUALS);
  const [name, value] = at === -1 ? [pair, []] : [pair.subarray(0, at), pair.subarray(at + 1)];
  const key = Buffer.from(unescaped(name)).toString('latin1');
  if (!fields.has(key)) fields.set(key, unescaped(Uint8Array.from(value)));
}

/** A `%` that begins no escape is a percent sign, as browsers and servlets read it. */
function unescaped(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const escape = byte === PERCENT ? escapeAt(bytes, at) : undefined;
    if (escape !== undefined) at += 2;
    out[length] = escape ?? (byte === PLUS ? SPACE : byte);
    length += 1;
  }
  return out.subarray(0, length);
}

function escapeAt(bytes: Uint8Array, at: number): number | undefined {
  const digits = String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
  return /^[0-9a-f]{2}$/iu.test(digits) ? Number.parseInt(digits, 16) : undefined;
}
