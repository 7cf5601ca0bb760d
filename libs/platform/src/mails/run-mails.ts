import { setTimeout as sleep } from 'node:timers/promises';
import { hoursAfter, idFrom, INSTITUTION, type AnyMessage } from '@libs/kernel';
import type { OpenView } from '@libs/view-store';
import type { BuyerLinks } from '../buyer-link.js';
import { systemClock, type Clock } from '../clock.js';
import type { Dispatch } from '../dispatch.js';
import type { Logger } from '../logging.js';
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
  readonly sender: MailSender;
  readonly links: BuyerLinks;
  /** The address that a link's secret is added to. */
  readonly buyerUrl: string;
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'fingerprint'>;
  readonly logger: Logger;
  readonly outages: Outages;
  readonly signal: AbortSignal;
  readonly pace?: Pace;
}

const PAGE = 50;
const PACE: Pace = { pauseMs: 500, restMs: 30_000 };
const CAUGHT_UP_MS_MAX = 5000;
/** What could not go out for so long is news no more: an old log writes to nobody. */
const STALE_HOURS = 7 * 24;

/**
 * Sends what is due, oldest first, and records each: at least once, and under an id that makes a
 * repeat one mail to its reader. One that is not taken is recorded too, and tried again later, a
 * bounded number of times. Resolves once stopped.
 */
export async function runMails(running: MailsRunning): Promise<void> {
  const { signal, outages, name, pace = PACE } = running;
  while (!signal.aborted) {
    const last = await round(running).catch(async (error: unknown) => {
      outages.waits(`mails ${name}`, error);
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

/** One mail of each order that has one due: the last position that was written, or nothing. */
async function round(running: MailsRunning): Promise<string> {
  const now = running.clock.now();
  const page = await running.openView.find({
    where: { dueAt: { from: hoursAfter(now, -STALE_HOURS), to: now } },
    sort: { by: 'dueAt', direction: 'ascending' },
    limit: PAGE,
  });
  let last = '';
  for (const { document } of page) {
    if (running.signal.aborted) return last;
    const mail = running.due(document as never, now); // Checked where the mailing was declared.
    if (mail === undefined) continue;
    const position = await sendOne(running, mail);
    if (position > last) last = position;
  }
  return last;
}

async function sendOne(running: MailsRunning, mail: MailToSend): Promise<string> {
  const { sender, links, buyerUrl, clock, logger, name } = running;
  const link = `${buyerUrl}${links.make(mail.orderId, systemClock.now())}`;
  const failure = await sender
    .send({ letterId: mail.mailId, to: mail.to, ...mail.words(link) })
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

async function recorded(
  { name, dispatch, secrets, clock }: MailsRunning,
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
  return answer.outcome === 'accepted' ? answer.position : '';
}

const pause = (signal: AbortSignal, ms: number): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
