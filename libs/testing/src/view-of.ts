import { project, type AnyMessage, type Projection, type Recorded } from '@libs/kernel';

/** Given these recorded events, then this document. No database takes part. */
export const viewOf =
  <Document, Event extends AnyMessage>(projection: Projection<Document, Event>) =>
  (...events: Recorded<Event>[]) => {
    const document = events.reduce<Document | undefined>(
      (current, event) => project(projection, current, event),
      undefined,
    );
    return {
      document,
      then: (expected: Document | undefined) => expect(document).toEqual(expected),
      /** Only the named fields are compared. */
      thenShows: (expected: Partial<Document>) => expect(document).toMatchObject(expected),
    };
  };
