import type { z } from 'zod';
import type { Decider } from './decider.js';
import type { Refusal } from './decision.js';
import type { AnyMessage } from '../messages/message.js';

/** One kind of stream, and all that is needed to take commands for it. */
export interface Aggregate<
  Command extends AnyMessage,
  State,
  Event extends AnyMessage,
  Rejection extends Refusal = Refusal,
> {
  /** Singular, no dash: a stream is `<category>-<streamId>`. */
  readonly category: string;
  readonly command: z.ZodType<Command>;
  readonly event: z.ZodType<Event>;
  readonly decider: Decider<Command, State, Event, Rejection>;
  readonly streamId: (command: Command) => string;
  /** Commands that may begin a stream; any other one on an empty stream is answered `unknown`. */
  readonly begins: readonly Command['type'][];
}
