import type { AnyMessage, Projection } from '@libs/kernel';
import type { View } from '@libs/view-store';

/** A view of a service: how its documents follow from events, and how they are kept. */
export interface Shown {
  readonly projection: AnyProjection;
  readonly view: View<object>;
  /** The categories whose events the projection folds; any service's. */
  readonly categories: readonly string[];
}

// Projections of many kinds lie in one list; each was checked by the builder below.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyProjection = Projection<any, any>;

/** A view with its projection; the two are checked against each other here. */
export function shown<Document extends object, Event extends AnyMessage>(
  projection: Projection<Document, Event>,
  view: View<Document>,
  categories: readonly string[],
): Shown {
  return { projection, view: view as unknown as View<object>, categories };
}
