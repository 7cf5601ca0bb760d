import { assert } from '../language/assert.js';
import type { AnyMessage, Named } from '../messages/message.js';
import type { Recorded } from '../messages/recorded.js';

/** A read model: how one document follows from the events that concern it. */
export interface Projection<Document, Event extends AnyMessage> {
  /** The view's name, and its version: raise it when the meaning or shape changes. */
  readonly name: string;
  readonly version: number;
  readonly documentId: (event: Recorded<Event>) => string;
  /** One handler for each event the view cares about; it returns the next document. */
  readonly on: {
    readonly [Type in Event['type']]?: (
      document: Document | undefined,
      event: Recorded<Named<Event, Type>>,
    ) => Document | undefined;
  };
}

/** The next document: `undefined` where there is none (or none any more). */
export const project = <Document, Event extends AnyMessage>(
  { on }: Projection<Document, Event>,
  document: Document | undefined,
  event: Recorded<Event>,
): Document | undefined => {
  const handle = on[event.type as Event['type']] as
    ((document: Document | undefined, event: Recorded<Event>) => Document | undefined) | undefined;
  return handle === undefined ? document : handle(document, event);
};

/** A handler for events that only ever concern a document already there. */
export const existing =
  <Document, Event extends AnyMessage>(
    next: (document: Document, event: Recorded<Event>) => Document,
  ) =>
  (document: Document | undefined, event: Recorded<Event>): Document => {
    assert(document !== undefined, `${event.type} concerns a known document`);
    return next(document, event);
  };
