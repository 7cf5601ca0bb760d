import {
  assert,
  fold,
  INSTITUTION,
  type Aggregate,
  type AnyMessage,
  type CommandAnswer,
  type CommandEnvelope,
  type Decider,
  type Metadata,
  type Recorded,
  type Refusal,
  type Revision,
  type Timestamp,
  type z,
} from '@libs/kernel';
import { appendSurely } from './append-surely.js';
import { EMPTY, START, WrongRevision, type EventStore, type NewEvent } from './event-store.js';
import {
  commandIdsIn,
  isPlainWish,
  longStreams,
  placeOf,
  type KnownStream,
  type LongStreams,
} from './long-streams.js';
import { oneAtATime } from './one-at-a-time.js';

/** What commands of one aggregate are decided with. */
export interface CommandHandling<
  Command extends AnyMessage,
  State,
  Event extends AnyMessage,
  Rejection extends Refusal = Refusal,
> {
  readonly store: EventStore;
  readonly aggregate: Aggregate<Command, State, Event, Rejection>;
  /** Makes UUIDv7s. */
  readonly newEventId: () => string;
  readonly now: () => Timestamp;
}

/** Others may write a stream first so many times before a command is given back as a fault. */
const ATTEMPTS_MAX = 5;

/**
 * Load, fold, decide, append: the one path by which anything is ever written. Fails with
 * `MalformedCommand`, `AppendTooLarge`, or a fault of the store: `WrongRevision` (nothing
 * written) when others were faster too often, `EventStoreUnavailable`.
 */
export function commandHandler<
  Command extends AnyMessage,
  State,
  Event extends AnyMessage,
  Rejection extends Refusal,
>(
  handling: CommandHandling<Command, State, Event, Rejection>,
): (envelope: CommandEnvelope) => Promise<CommandAnswer> {
  const inOrder = oneAtATime();
  const remembering = { ...handling, long: longStreams<State>() };
  return async (envelope) => {
    const { aggregate } = handling;
    const command = parsedCommand(aggregate, envelope);
    const stream = `${aggregate.category}-${aggregate.streamId(command)}`;
    return inOrder(stream, () => handle(remembering, { envelope, command, stream }));
  };
}

/** The command is not what its contract says; nothing was read or written. */
export class MalformedCommand extends Error {
  override readonly name = 'MalformedCommand';
  constructor(
    readonly commandType: string,
    readonly issues: readonly z.core.$ZodIssue[],
  ) {
    super(`${commandType} is malformed`);
  }
}

interface Wish<Command> {
  readonly envelope: CommandEnvelope;
  readonly command: Command;
  readonly stream: string;
}

/** A handling that remembers what long streams have come to. */
type Remembering<
  Command extends AnyMessage,
  State,
  Event extends AnyMessage,
  Rejection extends Refusal,
> = CommandHandling<Command, State, Event, Rejection> & { readonly long: LongStreams<State> };

async function handle<
  Command extends AnyMessage,
  State,
  Event extends AnyMessage,
  Rejection extends Refusal,
>(
  handling: Remembering<Command, State, Event, Rejection>,
  wish: Wish<Command>,
): Promise<CommandAnswer> {
  const eventIds: string[] = [];
  for (let attempt = 1; ; attempt += 1)
    try {
      return await decideAndAppend(handling, wish, eventIds);
    } catch (error) {
      handling.long.forget(wish.stream);
      // Someone else wrote first. Their event may change the answer, so decide again.
      if (!(error instanceof WrongRevision) || attempt === ATTEMPTS_MAX) throw error;
    }
}

async function decideAndAppend<
  Command extends AnyMessage,
  State,
  Event extends AnyMessage,
  Rejection extends Refusal,
>(
  handling: Remembering<Command, State, Event, Rejection>,
  wish: Wish<Command>,
  eventIds: string[],
): Promise<CommandAnswer> {
  const { store, aggregate, long } = handling;
  const { envelope, stream } = wish;
  const known = await knownNow(handling, stream);
  if (known !== undefined && isPlainWish(envelope, known))
    return decideOn(handling, wish, known, eventIds);
  const history = await store.read(stream);
  const early = answerWithoutDeciding(aggregate, wish, history);
  if (early !== undefined) return early;
  const [first, end] = [history[0], history.at(-1)];
  const state = stateOf(aggregate, history);
  if (first === undefined || end === undefined)
    return decideOn(handling, wish, { state, last: undefined }, eventIds);
  const last = placeOf(end);
  long.keep(stream, { state, owner: ownerIn(first), last, commandIds: commandIdsIn(history) });
  return decideOn(handling, wish, { state, last }, eventIds);
}

/** What a long stream has come to by now: only what is new is read and folded. */
async function knownNow<
  Command extends AnyMessage,
  State,
  Event extends AnyMessage,
  Rejection extends Refusal,
>(
  { store, aggregate, long }: Remembering<Command, State, Event, Rejection>,
  stream: string,
): Promise<KnownStream<State> | undefined> {
  const known = long.find(stream);
  if (known === undefined) return undefined;
  const later = await store.read(stream, known.last.revision + 1);
  const last = later.at(-1);
  if (last === undefined) return known;
  const now: KnownStream<State> = {
    state: stateOf(aggregate, later, known.state),
    owner: known.owner,
    last: placeOf(last),
    commandIds: commandIdsIn(later, known.commandIds),
  };
  long.keep(stream, now);
  return now;
}

async function decideOn<
  Command extends AnyMessage,
  State,
  Event extends AnyMessage,
  Rejection extends Refusal,
>(
  handling: CommandHandling<Command, State, Event, Rejection>,
  { envelope, command, stream }: Wish<Command>,
  { state, last }: { readonly state: State; readonly last: KnownStream<State>['last'] | undefined },
  eventIds: string[],
): Promise<CommandAnswer> {
  const decision = handling.aggregate.decider.decide(command, state);
  if (decision.outcome === 'rejected') return decision;
  if (decision.events.length === 0) return accepted(stream, last, []);
  if (last === undefined) assertOwned(envelope, decision.events);
  const events = toRecord(handling, envelope, decision.events, eventIds);
  const expected = last?.revision ?? EMPTY;
  const place = await appendSurely(handling.store, { stream, expected, events });
  return accepted(stream, place, decision.events);
}

/** The order of these checks is the order in which a caller learns things. */
function answerWithoutDeciding<Command extends AnyMessage>(
  { begins }: { readonly begins: readonly Command['type'][] },
  { envelope, command, stream }: Wish<Command>,
  history: readonly Recorded[],
): CommandAnswer | undefined {
  const isKnown = history.length > 0 ? mayTouch(envelope, history) : begins.includes(command.type);
  if (!isKnown) return { outcome: 'unknown' };
  const earlier = history.filter(({ metadata }) => metadata.commandId === envelope.commandId);
  if (earlier.some(({ metadata }) => metadata.fingerprint !== envelope.fingerprint))
    return { outcome: 'key-reused' };
  if (earlier.length > 0) return accepted(stream, earlier.at(-1), earlier, true);
  return staleness(envelope.expectedRevision, history);
}

function mayTouch({ tenant }: CommandEnvelope, [first]: readonly Recorded[]): boolean {
  const owner = first === undefined ? undefined : ownerIn(first);
  return tenant === INSTITUTION || tenant === owner;
}

function assertOwned({ tenant }: CommandEnvelope, [first]: readonly AnyMessage[]): void {
  const owner = first === undefined ? undefined : ownerIn(first);
  assert(
    tenant === INSTITUTION || owner === tenant,
    'a stream begins for the merchant who asked for it',
  );
}

function ownerIn({ type, data }: AnyMessage): string {
  const owner = (data as { readonly merchantId?: unknown }).merchantId;
  assert(typeof owner === 'string', `${type} begins a stream, so it names its merchant`);
  return owner;
}

function staleness(
  expected: Revision | undefined,
  history: readonly Recorded[],
): CommandAnswer | undefined {
  const actual = history.at(-1)?.revision ?? EMPTY;
  if (expected === undefined || expected === actual) return undefined;
  const changes = history
    .filter(({ revision }) => revision > expected)
    .map(({ type, metadata: { actor, occurredAt } }) => ({ type, actor, occurredAt }));
  return { outcome: 'stale', expected, actual, changes };
}

function accepted(
  stream: string,
  place: Pick<Recorded, 'revision' | 'position'> | undefined,
  events: readonly AnyMessage[],
  repeated = false,
): CommandAnswer {
  const { revision, position } = place ?? { revision: EMPTY, position: START };
  const facts = events.map(({ type, data }) => ({ type, data }));
  return { outcome: 'accepted', repeated, stream, revision, position, events: facts };
}

function parsedCommand<Command extends AnyMessage>(
  { command }: { readonly command: z.ZodType<Command> },
  envelope: CommandEnvelope,
): Command {
  const parsed = command.safeParse(envelope.command);
  if (!parsed.success) throw new MalformedCommand(envelope.command.type, parsed.error.issues);
  return parsed.data;
}

function stateOf<State, Event extends AnyMessage>(
  {
    event,
    decider,
  }: {
    readonly event: z.ZodType<Event>;
    readonly decider: Pick<Decider<never, State, Event>, 'initialState' | 'evolve'>;
  },
  history: readonly Recorded[],
  before: State = decider.initialState,
): State {
  return fold(
    { evolve: decider.evolve, initialState: before },
    history.map(({ type, data, stream, revision }) => {
      const parsed = event.safeParse({ type, data });
      assert(parsed.success, `${type} in ${stream} at ${revision} reads as its contract says`);
      return parsed.data;
    }),
  );
}

/** Ids are made once per command: an append that is tried again is the same append. */
function toRecord<Event extends AnyMessage>(
  { newEventId, now }: { readonly newEventId: () => string; readonly now: () => Timestamp },
  envelope: CommandEnvelope,
  events: readonly Event[],
  eventIds: string[],
): readonly NewEvent[] {
  const { actor, commandId, fingerprint, correlationId, causationId, traceparent } = envelope;
  const metadata: Metadata = {
    actor,
    commandId,
    fingerprint,
    correlationId,
    causationId,
    ...(traceparent !== undefined && { traceparent }),
    occurredAt: envelope.issuedAt,
    recordedAt: now(),
  };
  return events.map(({ type, data }, index) => {
    const id = (eventIds[index] ??= newEventId());
    return { id, type, data, metadata };
  });
}
