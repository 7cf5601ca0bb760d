import { setTimeout as sleep } from 'node:timers/promises';
import { ParkedCommand, ParkedEvent } from '@libs/contracts';
import { MessageNotParked, type EventBus } from '@libs/event-bus';
import { EMPTY, MalformedCommand, type EventStore } from '@libs/event-store';
import {
  INSTITUTION,
  messagesIn,
  type CommandAnswer,
  type CommandEnvelope,
  type Position,
  type Recorded,
} from '@libs/kernel';
import type { Dispatch } from '../dispatch.js';
import { serviceOf } from './parked-messages.projection.js';

/** What the wishes of operators are answered with, for the groups of one service. */
export interface ParkedCommands {
  readonly service: string;
  readonly bus: Pick<EventBus, 'retry' | 'skip'>;
  readonly store: Pick<EventStore, 'head' | 'read' | 'readAll'>;
  /** How long a group may work before the answer is that it is still at it; in milliseconds. */
  readonly workMsMax?: number;
}

/** Below the time that a caller waits for an answer: it is told that the work goes on. */
const WORK_MS_MAX = 7000;
const FOUND_MAX = 1000;
/**
 * How a service answers what operators wish of its groups' parked messages, by command. Here
 * because the group's handler is in this process. The log is the memory of it: what has ended
 * stays so, and the same operator's same wish again is a repeat.
 */
export function parkedCommands(options: ParkedCommands): ReadonlyMap<string, Dispatch> {
  const answer: Dispatch = async (envelope) => {
    const parsed = ParkedCommand.safeParse(envelope.command);
    if (!parsed.success) throw new MalformedCommand(envelope.command.type, parsed.error.issues);
    return answerTo(options, envelope, parsed.data);
  };
  return new Map(messagesIn(ParkedCommand).map(({ type }) => [type, answer]));
}

async function answerTo(
  options: ParkedCommands,
  { tenant, actor }: CommandEnvelope,
  command: ParkedCommand,
): Promise<CommandAnswer> {
  const isOurs = serviceOf(command.data.group) === options.service;
  if (tenant !== INSTITUTION || actor.kind !== 'operator' || !isOurs) return { outcome: 'unknown' };
  const before = await options.store.head();
  try {
    const isDone = await atMost(
      options.workMsMax ?? WORK_MS_MAX,
      wished(options, actor.id, command),
    );
    return isDone ? await accepted(options, command, before) : stillAtIt(command, before);
  } catch (error) {
    if (!(error instanceof MessageNotParked)) throw error;
    if (error.behind !== undefined) return rejected('behind-another', { behind: error.behind });
    return notParked(options, actor.id, command);
  }
}

const wished = (
  { bus }: ParkedCommands,
  actorId: string,
  { type, data }: ParkedCommand,
): Promise<void> =>
  type === 'RetryParkedMessage'
    ? bus.retry(data.group, data.messageId, actorId)
    : bus.skip(data.group, data.messageId, actorId, data.reason);

/** Whether it ended in time; it goes on in any case, and the group tells how it ended. */
async function atMost(timeMs: number, work: Promise<void>): Promise<boolean> {
  const waiting = new AbortController();
  const late = sleep(timeMs, false, { signal: waiting.signal }).catch(() => false);
  work.catch(() => undefined);
  return Promise.race([work.then(() => true), late]).finally(() => waiting.abort());
}

/** What became of it stands in the log after the place where the work began. */
async function accepted(
  { store }: ParkedCommands,
  command: ParkedCommand,
  before: Position,
): Promise<CommandAnswer> {
  const { group, messageId } = command.data;
  const query = { after: before, categories: ['parked'], limit: FOUND_MAX };
  const { events } = await store.readAll(query);
  const told = events.filter(({ data }) => isAbout(data, group, messageId)).at(-1);
  return told === undefined ? stillAtIt(command, before) : yes(told, false);
}

/** No events: the caller looks again later. */
const stillAtIt = ({ data: { group } }: ParkedCommand, position: Position): CommandAnswer => ({
  outcome: 'accepted',
  ...{ repeated: false, stream: `parked-${group}`, revision: EMPTY, position, events: [] },
});

/** It is parked no more, it never was, or its group is run by nobody. */
async function notParked(
  { store }: ParkedCommands,
  actorId: string,
  command: ParkedCommand,
): Promise<CommandAnswer> {
  const { group, messageId } = command.data;
  const story = (await store.read(`parked-${group}`)).filter(({ data }) =>
    isAbout(data, group, messageId),
  );
  const end = story.find(({ type }) => type in ENDS);
  if (end === undefined)
    return story.length === 0 ? { outcome: 'unknown' } : rejected('group-not-running', { group });
  if (end.metadata.actor.id === actorId && isSameWish(end, command)) return yes(end, true);
  const status = end.type === 'MessageHandled' ? 'already-handled' : 'already-skipped';
  return rejected(status, { endedAt: end.metadata.recordedAt });
}

const ENDS = {
  MessageHandled: 'RetryParkedMessage',
  MessageSkipped: 'SkipParkedMessage',
} as const satisfies Readonly<Partial<Record<ParkedEvent['type'], ParkedCommand['type']>>>;

function isSameWish({ type, data }: Recorded, command: ParkedCommand): boolean {
  if (ENDS[type as keyof typeof ENDS] !== command.type) return false;
  const event = ParkedEvent.parse({ type, data });
  return (
    event.type === 'MessageHandled' ||
    (event.type === 'MessageSkipped' &&
      command.type === 'SkipParkedMessage' &&
      event.data.reason === command.data.reason)
  );
}

const isAbout = (data: object, group: string, messageId: string): boolean => {
  const about = data as { readonly group?: unknown; readonly messageId?: unknown };
  return about.group === group && about.messageId === messageId;
};

/** Names only: contents and errors are sealed, and the way back is not. */
const yes = ({ type, stream, revision, position }: Recorded, repeated: boolean): CommandAnswer => ({
  outcome: 'accepted',
  ...{ repeated, stream, revision, position },
  events: [{ type, data: {} }],
});

const rejected = (code: string, details: Readonly<Record<string, unknown>>): CommandAnswer => ({
  outcome: 'rejected',
  rejection: { code, details },
});
