import type { MongoPlace } from '@libs/mongo';
import { ViewStoreUnavailable } from '../view-store.js';

export interface MongoViewPlace extends MongoPlace {
  /**
   * After so many milliseconds the collections go that nobody is led to any more; longer than
   * the deadline, so that whoever was led there before may finish.
   */
  readonly dropAfterMs?: number;
}

/** How views use a connection. */
export const USE = {
  appName: 'merchant-extranet',
  poolSizeMax: 20,
  deadlineMs: 15_000,
  Unavailable: ViewStoreUnavailable,
  closedWords: 'the view store is closed',
};
