import { setTimeout as sleep } from 'node:timers/promises';
import { Unhandleable, type Message, type Subscription } from '@libs/event-bus';
import { MalformedCommand } from '@libs/event-store';
import {
  ask,
  askAfterRefusal,
  idFrom,
  type AnyMessage,
  type CommandAnswer,
  type CommandEnvelope,
  type Policy,
  type Refusal,
} from '@libs/kernel';
import type { Clock } from './clock.js';
import type { Dispatch } from './dispatch.js';
import { parsedNews, type ParsedNews } from './news.js';
import type { Secrets } from './secrets.js';

/** What a policy's commands are sent with. */
export interface PolicyRunning {
  readonly service: string;
  readonly policy: Policy<AnyMessage, AnyMessage>;
  readonly dispatch: Dispatch;
  readonly secrets: Pick<Secrets, 'fingerprint'>;
  readonly clock: Clock;
  /** Aborted when the service stops: nobody waits for a stream any more. */
  readonly signal: AbortSignal;
  /** How long a stream that is not there yet is waited for, a message. */
  readonly patience?: Patience;
}

/** Waits double from the first one on, and together last at most so long; in milliseconds. */
export interface Patience {
  readonly firstWaitMs: number;
  readonly waitMsMax: number;
}

/** News of two streams may overtake each other by the lag of a projector, or of a restart. */
const PATIENCE: Patience = { firstWaitMs: 50, waitMsMax: 3150 };

/** A refusal may ask for commands that are refused in turn; this deep at most. */
const DEPTH_MAX = 5;

/** What a policy is told when the stream of its command is not there, or is somebody else's. */
const UNKNOWN: Refusal = { code: 'unknown' };

/**
 * Runs a policy on the bus: each message becomes commands, and each command is answered before
 * the next one. The same message again sends the same commands, which are then repeats.
 */
export function policySubscription(running: PolicyRunning): Subscription {
  const { policy, service } = running;
  return {
    group: `${service}.${policy.name}`,
    topic: policy.topic,
    types: Object.keys(policy.on),
    from: 'beginning',
    handler: (message) => handle(running, message),
  };
}

async function handle(running: PolicyRunning, message: Message): Promise<void> {
  const { firstWaitMs, waitMsMax } = running.patience ?? PATIENCE;
  const told: Told = {
    message,
    ...parsedNews(message),
    waiting: { nextMs: firstWaitMs, leftMs: waitMsMax },
  };
  await askFor(running, told, ask(running.policy, told.news), []);
}

interface Told extends ParsedNews {
  readonly message: Message;
  /** Shared by all commands of the message: a batch of unknown streams is not waited for each. */
  readonly waiting: { nextMs: number; leftMs: number };
}

/** In order, and deeper where a refusal asks for more. `path` names the place of a command. */
async function askFor(
  running: PolicyRunning,
  told: Told,
  commands: readonly AnyMessage[],
  path: readonly number[],
): Promise<void> {
  if (path.length >= DEPTH_MAX)
    throw new Unhandleable(`${running.policy.name} is refused again and again`);
  for (const [number, command] of commands.entries()) {
    const place = [...path, number];
    const answer = await answerTo(running, told, command, place);
    const refusal = refusalIn(answer);
    if (refusal === undefined) continue;
    const further = askAfterRefusal(running.policy, told.news, refusal, command);
    if (further === undefined) throw new Unhandleable(`${command.type}: ${refusal.code}`);
    await askFor(running, told, further, place);
  }
}

/** A refusal that the policy may have an answer to; other failures park the message. */
function refusalIn(answer: CommandAnswer): Refusal | undefined {
  switch (answer.outcome) {
    case 'accepted':
      return undefined;
    case 'rejected':
      return answer.rejection;
    case 'unknown':
      return UNKNOWN;
    case 'key-reused':
    case 'stale':
      throw new Unhandleable(answer.outcome);
  }
}

/** A stream that is not there yet is waited for; after that it is unknown. */
async function answerTo(
  running: PolicyRunning,
  told: Told,
  command: AnyMessage,
  place: readonly number[],
): Promise<CommandAnswer> {
  const envelope = envelopeOf(running, told, command, place);
  const { waiting } = told;
  for (;;) {
    const answer = await dispatched(running.dispatch, envelope);
    if (answer.outcome !== 'unknown' || waiting.leftMs <= 0) return answer;
    const waitMs = Math.min(waiting.nextMs, waiting.leftMs);
    waiting.leftMs -= waitMs;
    waiting.nextMs *= 2;
    // Aborted, it fails: the message was not handled and is told again after the start.
    await sleep(waitMs, undefined, { signal: running.signal });
  }
}

/** A malformed command is a bug of the policy, and stays one. */
async function dispatched(dispatch: Dispatch, envelope: CommandEnvelope): Promise<CommandAnswer> {
  try {
    return await dispatch(envelope);
  } catch (error) {
    if (!(error instanceof MalformedCommand)) throw error;
    const places = error.issues.map(({ path, code }) => `/${path.map(String).join('/')} (${code})`);
    throw new Unhandleable(`${error.commandType} is malformed: ${places.join(', ')}`);
  }
}

function envelopeOf(
  { service, policy, secrets, clock }: PolicyRunning,
  { message, tenant }: Told,
  { type, data }: AnyMessage,
  place: readonly number[],
): CommandEnvelope {
  const { id, metadata } = message;
  const group = `${service}.${policy.name}`;
  return {
    commandId: idFrom(id, group, place.join('.')),
    fingerprint: secrets.fingerprint({ type, data }),
    tenant: policy.actsFor ?? tenant,
    actor: { kind: 'system', id: group },
    correlationId: metadata?.correlationId ?? id,
    causationId: id,
    ...(metadata?.traceparent !== undefined && { traceparent: metadata.traceparent }),
    issuedAt: clock.now(),
    // A message's data are an object of plain values; the envelope's schema says the same.
    command: { type, data: data as Record<string, unknown> },
  };
}
