import type { Position } from '@libs/kernel';

/**
 * The port: documents that follow from events, with declared indexes. Disposable: each view is
 * rebuilt from the event store alone. Every adapter passes `view-store.contract.ts`.
 */
export interface ViewStore {
  /** Opens a view for its declaration, making its tables and indexes where they are missing. */
  open<Document extends object>(view: View<Document>): Promise<OpenView<Document>>;
  close(): Promise<void>;
}

/** How a view's documents are kept and may be asked for. Part of the view's contract. */
export interface View<Document extends object> {
  readonly name: string;
  /** Raised when the projection's meaning or the document's shape changes: it is built anew. */
  readonly version: number;
  /** Fields that queries may name, as paths (`money.refunded.minorUnits`), with what they hold. */
  readonly fields: Readonly<Record<string, 'text' | 'number'>>;
  /** Declared indexes: equality fields first, then the field that sorts. */
  readonly indexes: readonly (readonly string[])[];
  /** Fields whose words can be searched, by prefix, case and accents folded. */
  readonly search: readonly string[];
  /** The words to save with a document: what `search` names, or more (stripped zeros, say). */
  readonly words?: (document: Document) => readonly string[];
}

export interface OpenView<Document extends object> {
  /** The documents that are there, by id; each with the last position folded into it. */
  load(ids: readonly string[]): Promise<ReadonlyMap<string, Saved<Document>>>;

  /**
   * Saves documents and how far the view has come, in one step. A document that stands at or
   * after the position given for it stays as it is, a removed one stays removed.
   * `document: undefined` removes it. The view's position never moves back.
   */
  save(changes: readonly Change<Document>[], position: Position): Promise<void>;

  /**
   * The documents that match, in order. One that lacks the field that sorts is not found. Text
   * sorts by code points, alike in every engine.
   */
  find(query: Find): Promise<readonly Saved<Document>[]>;

  /**
   * How many match, per value of a field, with the smallest value of another; in the order of
   * the values. Documents that lack the field are not counted.
   */
  count(query: Count): Promise<readonly Counted[]>;

  /** How far the view has come. */
  position(): Promise<Position>;

  /**
   * Resolves when the view has come to the position, or fails with `ViewBehind` when that takes
   * longer than `timeoutMs`.
   */
  caughtUp(position: Position, options: { readonly timeoutMs: number }): Promise<void>;

  /** The version that is read now, for one who folds events into it over many saves. */
  pinned(): Promise<PinnedView<Document>>;

  /** Begins a new, empty version of the view beside the one that is read. */
  rebuild(): Promise<Rebuild<Document>>;
}

/**
 * One version of a view. Its methods fail with `ViewMoved` once another version has taken its
 * place, so that what was folded from one version is never saved into another.
 */
export type PinnedView<Document extends object> = Pick<
  OpenView<Document>,
  'load' | 'save' | 'position'
>;

export interface Rebuild<Document extends object> {
  readonly target: PinnedView<Document>;
  /**
   * Moves the pointer to the new version in one step and drops the old one. Fails with
   * `ViewBehind`, and can be asked again, while the old one has come further: what a reader
   * has seen stays seen.
   */
  publish(): Promise<void>;
  /** Drops the new version; after `publish` it does nothing. */
  abandon(): Promise<void>;
}

export interface Saved<Document> {
  readonly id: string;
  readonly document: Document;
  readonly position: Position;
}

export interface Change<Document> {
  readonly id: string;
  readonly document: Document | undefined;
  /** The position of the last event folded into it. */
  readonly position: Position;
}

export type Value = string | number;

/** What a field must be: one value, one of a set, or in a half-open range `[from, to)`. */
export type Condition =
  | { readonly is: Value }
  | { readonly in: readonly Value[] }
  | { readonly from?: Value; readonly to?: Value };

export interface Find {
  readonly where: Readonly<Record<string, Condition>>;
  /** Each word is a prefix of some word of the document; no words ask for nothing. */
  readonly search?: string;
  /** Equal values stand in the order of their ids, in the same direction. */
  readonly sort: { readonly by: string; readonly direction: 'ascending' | 'descending' };
  /** Keyset: the sort value and the id of the row to go on after. */
  readonly after?: { readonly value: Value; readonly id: string };
  /** At most `FIND_MAX`. */
  readonly limit: number;
}

export interface Count {
  readonly where: Readonly<Record<string, Condition>>;
  readonly by: string;
  /** A field whose smallest value is wanted with each count. */
  readonly oldest?: string;
}

export interface Counted {
  readonly value: Value;
  readonly count: number;
  readonly oldest?: Value;
}

export const FIND_MAX = 1000;

/** Where a view stands before its first event; the event store's `START`. */
export const NOWHERE: Position = '00000000000000000000';

/** A query named a field that the view does not declare: a bug of the caller. */
export class UndeclaredField extends Error {
  override readonly name = 'UndeclaredField';
}

/** The view has not come to the wished position in time. */
export class ViewBehind extends Error {
  override readonly name = 'ViewBehind';
  constructor(
    readonly view: string,
    readonly wanted: Position,
    readonly reached: Position,
  ) {
    super(`view ${view} stands at ${reached}, not yet at ${wanted}`);
  }
}

/** Another version has taken the place of the one that was pinned, or it was abandoned. */
export class ViewMoved extends Error {
  override readonly name = 'ViewMoved';
  constructor(readonly view: string) {
    super(`view ${view} has moved on to another version`);
  }
}

/** The view's engine did not answer. */
export class ViewStoreUnavailable extends Error {
  override readonly name = 'ViewStoreUnavailable';
}
