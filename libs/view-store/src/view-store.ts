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
   * after the position given for it stays as it is. `document: undefined` removes it.
   */
  save(changes: readonly Change<Document>[], position: Position): Promise<void>;

  find(query: Find): Promise<readonly Saved<Document>[]>;

  /** How many match, per value of a field, with the smallest value of another (oldest first). */
  count(query: Count): Promise<readonly Counted[]>;

  /** How far the view has come. */
  position(): Promise<Position>;

  /**
   * Resolves when the view has come to the position, or fails with `ViewBehind` when that takes
   * longer than `timeoutMs`.
   */
  caughtUp(position: Position, options: { readonly timeoutMs: number }): Promise<void>;

  /**
   * Begins a new, empty version of the view beside the one that is read. `publish` moves the
   * pointer to it in one step and drops the old one.
   */
  rebuild(): Promise<Rebuild<Document>>;
}

export interface Rebuild<Document extends object> {
  readonly target: Pick<OpenView<Document>, 'load' | 'save' | 'position'>;
  publish(): Promise<void>;
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
  /** Each word is a prefix of some word of the document. */
  readonly search?: string;
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

/** The view's engine did not answer. */
export class ViewStoreUnavailable extends Error {
  override readonly name = 'ViewStoreUnavailable';
}
