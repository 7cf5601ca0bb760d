/**
 * The port: one data key a subject, kept outside the log, wrapped by the master key. Every
 * adapter passes `key-store.contract.ts`. Adapters see wrapped keys only.
 */
export interface KeyStore {
  /**
   * Keeps a subject's wrapped key unless there is one already, and answers the one that stays:
   * two writers get the same key. A destroyed one answers `destroyed` and is never made again.
   */
  create(subject: string, wrapped: Uint8Array): Promise<WrappedKey>;

  /** The wrapped keys of subjects; one that never had a key is missing in the answer. */
  load(subjects: readonly string[]): Promise<ReadonlyMap<string, WrappedKey>>;

  /** All subjects there are, keys and marks, in pages; an empty page is the end. For copying. */
  list(query: KeyPageQuery): Promise<readonly (readonly [subject: string, key: WrappedKey])[]>;

  /** Forgets a key for ever and leaves a mark; a subject that never had one gets the mark too. */
  destroy(subject: string): Promise<void>;

  close(): Promise<void>;
}

/** The order is the engine's own, and the same for every page. */
export interface KeyPageQuery {
  /** The last subject of the page before; absent for the first page. */
  readonly after?: string;
  readonly limit: number;
}

export type WrappedKey =
  { readonly status: 'kept'; readonly wrapped: Uint8Array } | { readonly status: 'destroyed' };

/** The key store's engine did not answer. */
export class KeyStoreUnavailable extends Error {
  override readonly name = 'KeyStoreUnavailable';
}
