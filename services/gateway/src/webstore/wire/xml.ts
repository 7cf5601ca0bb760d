/** An element of an answer; one that has nothing in it is left out (domain: Webstore API). */
export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Its text, or what stands in it. */
  readonly contents: string | readonly Element[];
}

/** An element with text; nothing where there is no text, so that clients never hash an empty one. */
export const element = (name: string, text: string | undefined): readonly Element[] =>
  text === undefined || text === '' ? [] : [{ name, contents: text }];

/** An element with others in it; nothing where there are none. */
export const group = (name: string, contents: readonly Element[]): readonly Element[] =>
  contents.length === 0 ? [] : [{ name, contents }];

/**
 * A document as every published client can read it: one element a line, no indent, no CDATA, no
 * prefix. Line feeds in a text are told as references, so that a line stays a line.
 */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`;
}

function written({ name, attributes = {}, contents }: Element): string {
  const told = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const open = `<${name}${told.join('')}>`;
  if (typeof contents === 'string') return `${open}${escaped(contents)}</${name}>`;
  return [open, ...contents.map(written), `</${name}>`].join('\n');
}

/** What XML 1.0 cannot carry at all is left out. */
const escaped = (text: string): string =>
  text.replace(UNSAFE, (character) => ESCAPES[character] ?? '');

const UNSAFE = /[&<>"'\n\r\t]|[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};
