import { setTimeout as sleep } from 'node:timers/promises';
import { MAIL_OUTCOMES, MAIL_STALE_HOURS, type MailEvent } from '@libs/contracts';
import { hoursAfter, idFrom, INSTITUTION, type AnyMessage } from '@libs/kernel';
import type { Find, OpenView, Saved } from '@libs/view-store';
import type { BuyerLinks } from '../buyer-link.js';
import { systemClock, type Clock } from '../clock.js';
import type { Dispatch } from '../dispatch.js';
import type { Logger } from '../logging.js';
import type { Metrics } from '../metrics.js';
import type { Outages } from '../outages.js';
import type { Secrets } from '../secrets.js';
import type { Pace } from '../timers.js';
import type { Mailing, MailToSend } from './mailing.js';
import { MailNotSent, type MailSender } from './mail-sender.js';

export interface MailsRunning {
  /** `<service>.<view>`: who acts, in the events that follow. */
  readonly name: string;
  readonly openView: OpenView<object>;
  readonly due: Mailing['due'];
  /** The addresses of those whom a mail names; nobody's where there is no address book. */
  readonly addressesOf?: (id: string) => Promise<readonly string[]>;
  readonly sender: MailSender;
  readonly links: BuyerLinks;
  /** The address that a link's secret is added to. */
  readonly buyerUrl: string;
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'fingerprint'>;
  readonly logger: Logger;
  readonly outages: Outages;
  readonly metrics?: Pick<Metrics, 'mailed'>;
  readonly signal: AbortSignal;
  readonly pace?: Pace;
}

const PAGE = 50;
const PACE: Pace = { pauseMs: 500, restMs: 30_000 };
const CAUGHT_UP_MS_MAX = 5000;
/** How often those are looked at whose oldest mail is news no more: another of theirs may be. */
const LATE_LOOK_MS = 60_000;

/**
 * Sends what is due, oldest first, and records each: at least once, and under an id that makes a
 * repeat one mail to its reader. One that is not taken is recorded too, and tried again later, a
 * bounded number of times. Resolves once stopped.
 */
export async function runMails(running: MailsRunning): Promise<void> {
  const { signal, outages, name, pace = PACE } = running;
  let lateLookAt = 0;
  while (!signal.aborted) {
    const isLateLook = performance.now() >= lateLookAt;
    if (isLateLook) lateLookAt = performance.now() + LATE_LOOK_MS;
    const last = await round(running, isLateLook).catch(async (error: unknown) => {
      outages.waits(`mails ${name}`, error);
      lateLookAt = 0;
      await pause(signal, pace.restMs);
      return undefined;
    });
    if (last === undefined) continue;
    outages.goesOn(`mails ${name}`);
    if (last === '') await pause(signal, pace.pauseMs);
    else
      await running.openView.caughtUp(last, { timeoutMs: CAUGHT_UP_MS_MAX }).catch(() => undefined);
  }
}

/** One mail of each document that has one due: the last position that was written, or nothing. */
async function round(running: MailsRunning, isLateLook: boolean): Promise<string> {
  const now = running.clock.now();
  const stale = hoursAfter(now, -MAIL_STALE_HOURS);
  const windows: readonly Find['where'][] = [
    { dueAt: { from: stale, to: now } },
    ...(isLateLook ? [{ dueAt: { to: stale }, lastDueAt: { from: stale } }] : []),
  ];
  let last = '';
  for (const where of windows) {
    for await (const { document } of documentsIn(running, where)) {
      if (running.signal.aborted) return last;
      const mail = running.due(document as never, now); // Checked where the mailing was declared.
      if (mail === undefined) continue;
      const position = await sendOne(running, mail);
      if (position > last) last = position;
    }
  }
  return last;
}

/** All that match, the one that waits longest first; page by page, so that none hides others. */
async function* documentsIn(
  { openView }: MailsRunning,
  where: Find['where'],
): AsyncGenerator<Saved<object>> {
  let after: Find['after'];
  for (;;) {
    const page = await openView.find({
      where,
      sort: { by: 'dueAt', direction: 'ascending' },
      ...(after !== undefined && { after }),
      limit: PAGE,
    });
    yield* page;
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE) return;
    // A view of mails sorts by this field: its mailing is declared with it.
    after = { value: (end.document as { readonly dueAt: string }).dueAt, id: end.id };
  }
}

async function sendOne(running: MailsRunning, mail: MailToSend): Promise<string> {
  const { sender, links, buyerUrl, clock, logger, name } = running;
  const to = await addressFor(running, mail);
  // Nobody is there to read it: it waits for somebody until it is news no more.
  if (to === '') return '';
  const link = `${buyerUrl}${links.make(mail.orderId, systemClock.now())}`;
  const failure = await sender
    .send({ letterId: mail.mailId, to, ...mail.words(link) })
    .then(() => undefined)
    .catch((error: unknown) => {
      if (error instanceof MailNotSent) return error;
      throw error;
    });
  if (failure !== undefined)
    logger.error('mail not sent', { mails: name, tries: mail.tries, reason: failure.reason });
  const at = clock.now();
  const command = failure === undefined ? mail.sent(at) : mail.failed(at, failure.reason);
  return recorded(running, mail, command);
}

/** One address, or several with commas between them. */
async function addressFor(
  { addressesOf }: MailsRunning,
  { to }: Pick<MailToSend, 'to'>,
): Promise<string> {
  if (typeof to === 'string') return to;
  const addresses = (await addressesOf?.(to.everybodyOf)) ?? [];
  return addresses.join(', ');
}

async function recorded(
  { name, dispatch, secrets, clock, metrics }: MailsRunning,
  { mailId, tries }: MailToSend,
  { type, data }: AnyMessage,
): Promise<string> {
  const commandId = idFrom('mail', name, mailId, String(tries), type);
  const answer = await dispatch({
    commandId,
    fingerprint: secrets.fingerprint({ type, mailId, tries }),
    tenant: INSTITUTION,
    actor: { kind: 'system', id: name },
    correlationId: commandId,
    causationId: commandId,
    issuedAt: clock.now(),
    // The command came from a pure function: an object of plain values.
    command: { type, data: data as Record<string, unknown> },
  });
  if (answer.outcome !== 'accepted') return '';
  for (const event of answer.repeated ? [] : answer.events) {
    // The command of a mail records events of a mail.
    const outcome = MAIL_OUTCOMES[event.type as MailEvent['type']];
    metrics?.mailed({ mails: name, outcome });
  }
  return answer.position;
}

const pause = (signal: AbortSignal, ms: number): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
