import {
  ERASED,
  parkedLineId,
  parkedMessagesView,
  type ParkedEvent,
  type ParkedLine,
} from '@libs/contracts';
import type { Named, Projection, Recorded } from '@libs/kernel';

/** What operators see of parked messages: who, what kind, why and since when; no contents. */
export const parkedMessages: Projection<ParkedLine, ParkedEvent> = {
  name: parkedMessagesView.name,
  version: parkedMessagesView.version,
  documentId: ({ data: { group, messageId } }) => parkedLineId(group, messageId),
  on: {
    MessageParked: (line, event) => (isOpen(line) ? line : parked(event)),
    MessageFailedAgain: whileOpen((line, { data: { error, attempts, failedAt } }) => ({
      ...line,
      ...{ status: 'parked', error, attempts, reason: reasonOf(error), changedAt: failedAt },
    })),
    MessageHandled: whileOpen((line, { data: { handledAt: at }, metadata: { actor: by } }) => ({
      ...line,
      ...{ status: 'handled', changedAt: at, ended: { at, by } },
    })),
    MessageSkipped: whileOpen((line, { data: { skippedAt: at, reason }, metadata }) => ({
      ...line,
      ...{ status: 'skipped', changedAt: at, ended: { at, by: metadata.actor, reason } },
    })),
  },
};

type Told<Type extends ParkedEvent['type']> = Recorded<Named<ParkedEvent, Type>>;

const isOpen = (line: ParkedLine | undefined): boolean =>
  line?.status === 'parked' || line?.status === 'waiting';

/** Two processes of a group may tell the end of one message: the first one told stands. */
function whileOpen<Type extends ParkedEvent['type']>(
  next: (line: ParkedLine, event: Told<Type>) => ParkedLine,
) {
  return (line: ParkedLine | undefined, event: Told<Type>): ParkedLine | undefined =>
    line !== undefined && isOpen(line) ? next(line, event) : line;
}

function parked({ data }: Told<'MessageParked'>): ParkedLine {
  const { group, messageId, topic, key, message, error, attempts, isWaiting, parkedAt } = data;
  return {
    ...{ group, messageId, topic, key, error, attempts, parkedAt },
    service: serviceOf(group),
    type: message === ERASED ? ERASED : message.type,
    lane: `${group} ${key}`,
    status: isWaiting ? 'waiting' : 'parked',
    reason: isWaiting ? 'behind-another' : reasonOf(error),
    changedAt: parkedAt,
  };
}

/** The service whose group it is: groups are named `<service>.<policy>`. */
export const serviceOf = (group: string): string => group.split('.', 1)[0] ?? group;

/** A refusal stands at the end of what a policy's failure says. */
const REFUSAL = /^Unhandleable: \w+: (?<code>[a-z]+(?:-[a-z]+)*)$/u;

/** Why it failed, in one word; anything but a refusal or a broken contract is a fault. */
function reasonOf(error: string): string {
  if (error === ERASED || error.includes('its contents are erased')) return 'erased';
  if (error.includes(' is malformed')) return 'malformed';
  return REFUSAL.exec(error)?.groups?.['code'] ?? 'fault';
}
