import type { Aggregate, Policy, Recorded } from '@libs/kernel';
import type { OutgoingMessage } from '@libs/event-bus';
import type { Dispatch } from './dispatch.js';
import type { Mailing } from './mails/mailing.js';
import type { Platform } from './platform.js';
import type { Shown } from './shown.js';

/** A service as data: what it decides, shows, follows and tells. Its module reads like this. */
export interface ServiceDefinition {
  readonly name: string;
  /** The topic its requests come on (`<service>.requests`). */
  readonly requests: string;
  readonly decides: readonly AnyAggregate[];
  /** What stands before the aggregates, for requests and policies alike. */
  readonly through?: (dispatch: Dispatch, platform: Platform) => Dispatch;
  readonly shows: readonly Shown[];
  readonly follows: readonly AnyPolicy[];
  /** Views of what falls due at a moment (`Due`); each document's command is sent then. */
  readonly times?: readonly Shown[];
  readonly tells: readonly Telling[];
  /** Mails that it sends, each from a view of what is due. */
  readonly mails?: readonly Mailing[];
}

/**
 * What a service tells a receiver outside, on a topic of that receiver's own: recorded events,
 * with their personal fields opened, made into messages. Followed by position, saved after the
 * publish, so that a crash repeats and never loses.
 */
export interface Telling {
  /** Its progress is kept under `<service>.<name>`; never renamed. */
  readonly name: string;
  readonly topic: string;
  readonly categories: readonly string[];
  readonly message: (event: Recorded) => OutgoingMessage | undefined;
}

// Definitions of many kinds lie in one list; each was checked by its builder below.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyAggregate = Aggregate<any, any, any, any>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyPolicy = Policy<any, any>;
