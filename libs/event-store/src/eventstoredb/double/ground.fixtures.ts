import type {
  AppendExpectedRevision,
  AppendResult,
  EventData,
  EventStoreDBClient,
  JSONType,
} from '@eventstore/db-client';

/** A stream of the test's own on the server, and how to speak of it. */
export interface Ground {
  readonly client: EventStoreDBClient;
  readonly stream: string;
  readonly send: (
    events: EventData[],
    expectedRevision: AppendExpectedRevision,
    into?: string,
  ) => Promise<AppendResult>;
  readonly append: (
    ids: readonly string[],
    expectedRevision: AppendExpectedRevision,
    data?: JSONType,
  ) => Promise<AppendResult>;
  /** The ids of what is in the stream. */
  readonly ids: () => Promise<readonly (string | undefined)[]>;
}
