import type { MessageError } from '../fields/fields.js';
import { valuesIn, type HashOrder } from '../hash/hash-orders.js';
import { messageHash, type Signing } from '../hash/message-hash.js';
import { element, group, xmlDocument } from '../wire/xml.js';

/** What a message is answered: elements in their order, those without a value left out. */
export interface Answer {
  readonly root: string;
  readonly fields: readonly (readonly [name: string, text: string | undefined])[];
  readonly errors?: readonly MessageError[];
  /** Where the hash stands and what it is made of; an answer without one is never signed. */
  readonly hash?: { readonly name: string; readonly order: HashOrder };
}

/** The answer as XML, with a hash where the request had one, in its algorithm and by its key. */
export function answerText(answer: Answer, signing: Signing | undefined): string {
  const { root, fields, errors = [] } = answer;
  return xmlDocument({
    name: root,
    contents: [
      ...fields.flatMap(([name, text]) => element(name, text)),
      ...signed(answer, signing),
      ...group(
        'errors',
        errors.map(({ type, name, text }) => ({
          name: 'error',
          attributes: { type, name },
          contents: text,
        })),
      ),
    ],
  });
}

function signed({ fields, hash }: Answer, signing: Signing | undefined) {
  if (hash === undefined || signing === undefined) return [];
  const told = fields.flatMap(([name, text]) =>
    text === undefined || text === '' ? [] : [[name, text] as const],
  );
  return element(hash.name, messageHash(valuesIn(hash.order, new Map(told)), signing));
}
