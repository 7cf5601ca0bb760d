import { pointerTo } from '@libs/platform';

/** More nesting than any contract has; a deeper text is refused before it is parsed. */
const DEPTH_MAX = 32;
/** A settlement of a thousand lines has some 20,000 members. */
const MEMBERS_MAX = 50_000;

/** A text is not JSON that we take; `pointer` is set where the place is known. */
export class JsonRefused extends Error {
  override readonly name = 'JsonRefused';
  constructor(
    readonly reason:
      'malformed' | 'too-deep' | 'too-many-members' | 'duplicate-key' | 'reserved-key',
    readonly pointer = '',
  ) {
    super(`the JSON text is refused: ${reason}`);
  }
}

/**
 * Parses JSON from outside: as `JSON.parse`, but refuses duplicate keys, `__proto__` and
 * `constructor` as keys, and texts that are too deep. Fails with `JsonRefused`.
 */
export function parsedJson(text: string): unknown {
  const colons = surveyed(text);
  const value = parsedText(text);
  let keys = 0;
  walk(value, [], (key, path) => {
    keys += 1;
    if (key === '__proto__' || key === 'constructor')
      throw new JsonRefused('reserved-key', pointerTo([...path, key]));
  });
  if (keys !== colons) throw new JsonRefused('duplicate-key', duplicateIn(text));
  return value;
}

function parsedText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonRefused('malformed');
  }
}

/** Counts the colons outside strings, which are the keys, and keeps depth and size in bounds. */
function surveyed(text: string): number {
  let colons = 0;
  let depth = 0;
  let commas = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case COLON:
        colons += 1;
        break;
      case COMMA:
        commas += 1;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth += 1;
        if (depth > DEPTH_MAX) throw new JsonRefused('too-deep');
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth -= 1;
        break;
      default:
    }
  }
  if (commas > MEMBERS_MAX) throw new JsonRefused('too-many-members');
  return colons;
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Where a string that begins here ends; the text's end when it never does. */
function endOfString(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

type Path = readonly PropertyKey[];

function walk(value: unknown, path: Path, visit: (key: string, path: Path) => void): void {
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    if (!isList) visit(key, path);
    if (typeof member === 'object' && member !== null)
      walk(member, [...path, isList ? Number(key) : key], visit);
  }
}

interface Container {
  readonly keys: Set<string> | undefined;
  key: PropertyKey;
}

/** Points to the first key that an object has twice; the text is valid JSON. */
function duplicateIn(text: string): string {
  const open: Container[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const container = open.at(-1);
    switch (text.charCodeAt(at)) {
      case OPEN_BRACE:
        open.push({ keys: new Set(), key: '' });
        break;
      case OPEN_BRACKET:
        open.push({ keys: undefined, key: 0 });
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        open.pop();
        break;
      case COMMA:
        if (typeof container?.key === 'number') container.key += 1;
        break;
      case QUOTE: {
        const end = endOfString(text, at);
        if (isTaken(container, text, at, end)) return pointerTo(open.map(({ key }) => key));
        at = end;
        break;
      }
      default:
    }
  }
  return '';
}

/** Notes a string as its object's key, when it is one; true when the object had it before. */
function isTaken(
  container: Container | undefined,
  text: string,
  begin: number,
  end: number,
): boolean {
  if (container?.keys === undefined || !/^\s*:/u.test(text.slice(end + 1, end + 1000)))
    return false;
  container.key = String(JSON.parse(text.slice(begin, end + 1)));
  if (container.keys.has(container.key)) return true;
  container.keys.add(container.key);
  return false;
}
