import type { CommandAnswer, CommandEnvelope, OrderId } from '@libs/kernel';
import { eventually, freePort, smtpServer, type SmtpServer } from '@libs/testing';
import { memoryViewStore } from '@libs/view-store/memory';
import type { OpenView, View } from '@libs/view-store';
import { buyerLinks } from '../buyer-link.js';
import { silentLogger } from '../logging.js';
import { outagesOf } from '../outages.js';
import { ORDER, secrets } from '../toy.fixtures.js';
import { runMails, type MailsRunning } from './run-mails.js';
import { smtpMails } from './smtp-mails.js';

const NOW = '2026-03-16T22:00:00.000Z';
const WEEK_AGO = '2026-03-09T22:00:00.000Z';
const JUST_NOW = '2026-03-16T21:59:00.000Z';
const BEFORE_THAT = '2026-03-09T21:59:59.999Z';

/** Mails that wait for somebody, by the moments at which they fall due. */
interface Waiting {
  readonly dueAt: string;
  readonly lastDueAt: string;
  readonly mails: readonly { readonly mailId: string; readonly dueAt: string }[];
}
const view: View<Waiting> = {
  name: 'toy-mails',
  version: 1,
  fields: { dueAt: 'text', lastDueAt: 'text' },
  indexes: [['dueAt']],
  search: [],
};
const position = (at: number) => String(at).padStart(20, '0');

/** The oldest mail of a document that is due and news still. */
const due: MailsRunning['due'] = (document: Waiting, now) => {
  const mail = document.mails.find(({ dueAt }) => WEEK_AGO <= dueAt && dueAt <= now);
  if (mail === undefined) return undefined;
  return {
    ...{ orderId: ORDER as OrderId, mailId: mail.mailId, tries: 1, to: 'matti@example.com' },
    words: (link) => ({ subject: 'Hello', text: link }),
    sent: (at) => ({ type: 'RecordMailSent', data: { mailId: mail.mailId, at } }),
    failed: (at, reason) => ({
      type: 'RecordMailFailed',
      data: { mailId: mail.mailId, reason, at },
    }),
  };
};

describe('mails that are due', () => {
  let server: SmtpServer;
  let openView: OpenView<Waiting>;
  let head: number;
  let stopping: AbortController;
  let isStoreAway: boolean;
  const told: CommandEnvelope[] = [];
  const outcomes: string[] = [];

  beforeEach(async () => {
    server = await smtpServer();
    openView = await memoryViewStore().open(view);
    [head, stopping, isStoreAway] = [0, new AbortController(), false];
    told.length = 0;
    outcomes.length = 0;
  });
  afterEach(() => server.close());

  const save = async (id: string, mails: Waiting['mails']) => {
    head += 1;
    const moments = mails.map(({ dueAt }) => dueAt).sort();
    const [dueAt, lastDueAt] = [moments[0], moments.at(-1)];
    const document =
      dueAt === undefined || lastDueAt === undefined ? undefined : { dueAt, lastDueAt, mails };
    await openView.save([{ id, document, position: position(head) }], position(head));
  };

  /** Takes the outcome of a mail, and lets the projector take the mail out of its document. */
  const dispatch = async (envelope: CommandEnvelope): Promise<CommandAnswer> => {
    if (isStoreAway) throw new Error('the store is away');
    told.push(envelope);
    const { type, data } = envelope.command;
    const all = await openView.find({
      ...{ where: {}, sort: { by: 'dueAt', direction: 'ascending' as const }, limit: 500 },
    });
    for (const { id, document } of all) {
      const left = document.mails.filter(({ mailId }) => mailId !== data['mailId']);
      if (left.length < document.mails.length) await save(id, left);
    }
    const event = type === 'RecordMailSent' ? 'MailSent' : 'MailGivenUp';
    return {
      ...{ outcome: 'accepted', repeated: false, stream: 'mail-first', revision: 0 },
      ...{ position: position(head), events: [{ type: event, data: {} }] },
    };
  };

  const run = (port = server.port, over: Partial<MailsRunning> = {}) => {
    stopping = new AbortController();
    return runMails({
      ...{ name: 'toys.toy-mails', due, dispatch, secrets, logger: silentLogger },
      outages: outagesOf(silentLogger),
      openView,
      sender: smtpMails({ url: `smtp://127.0.0.1:${port}`, from: 'extranet@shop.example' }),
      ...{ links: buyerLinks(secrets, 1), buyerUrl: 'https://shop.example/b/' },
      clock: { now: () => NOW },
      metrics: { mailed: ({ outcome }) => void outcomes.push(outcome) },
      signal: stopping.signal,
      ...over,
    });
  };
  const stopped = async (running: Promise<void>) => {
    stopping.abort();
    await running;
  };
  const idOf = ({ command }: CommandEnvelope) => command.data['mailId'];

  it('go out, oldest first, each is told once, and nothing before its moment', async () => {
    await save('later', [{ mailId: 'later', dueAt: '2026-03-16T22:00:00.001Z' }]);
    await save('second', [{ mailId: 'second', dueAt: '2026-03-16T21:00:00.000Z' }]);
    await save('first', [{ mailId: 'first', dueAt: WEEK_AGO }]);
    const running = run();
    await eventually(() => told.length === 2);
    await stopped(running);
    expect(told.map(idOf)).toEqual(['first', 'second']);
    expect(server.taken).toEqual(['first', 'second']);
    expect(outcomes).toEqual(['sent', 'sent']);
  });

  it('are not hidden by one that is news no more', async () => {
    const stale = { mailId: 'stale', dueAt: BEFORE_THAT };
    await save('both', [stale, { mailId: 'fresh', dueAt: '2026-03-16T21:00:00.000Z' }]);
    await save('old', [stale]);
    const running = run();
    await eventually(() => told.length === 1);
    await stopped(running);
    expect(server.taken).toEqual(['fresh']);
  });

  it('are all found, however many wait before them that nobody is to be sent', async () => {
    // More than a page of documents whose oldest mail is news no more, and the next far ahead.
    for (let at = 0; at < 120; at += 1)
      await save(`old-${at}`, [
        { mailId: `old-${at}`, dueAt: BEFORE_THAT },
        { mailId: `ahead-${at}`, dueAt: '2026-03-20T22:00:00.000Z' },
      ]);
    await save('z', [
      { mailId: 'old', dueAt: BEFORE_THAT },
      { mailId: 'fresh', dueAt: WEEK_AGO },
    ]);
    const running = run();
    await eventually(() => told.length === 1);
    await stopped(running);
    expect(server.taken).toEqual(['fresh']);
  });

  it('are one mail to their reader when the process ends before it noted that one went', async () => {
    await save('first', [{ mailId: 'first', dueAt: JUST_NOW }]);
    isStoreAway = true;
    const before = run();
    await eventually(() => server.taken.length === 1);
    await stopped(before);
    expect(told).toEqual([]);
    isStoreAway = false;
    const after = run();
    await eventually(() => told.length === 1);
    await stopped(after);
    expect(server.taken).toEqual(['first', 'first']);
    expect([...server.arrived.keys()]).toEqual(['first']);
    expect(told.map(({ command }) => command.type)).toEqual(['RecordMailSent']);
  });

  it('to several people go to all whose addresses there are, and wait where there are none', async () => {
    const addresses: string[] = [];
    await save('first', [{ mailId: 'first', dueAt: JUST_NOW }]);
    const lookedUp: string[] = [];
    const running = run(server.port, {
      due: (document: never, now) => {
        const mail = due(document, now);
        return mail === undefined ? undefined : { ...mail, to: { everybodyOf: 'shop' } };
      },
      addressesOf: (id) => {
        lookedUp.push(id);
        return Promise.resolve([...addresses]);
      },
    });
    await eventually(() => lookedUp.length > 1);
    expect([server.taken, told]).toEqual([[], []]);
    addresses.push('liisa@example.com', 'pekka@example.com');
    await eventually(() => told.length === 1);
    await stopped(running);
    expect(server.taken).toEqual(['first']);
    expect(server.arrived.get('first')).toMatch(/^To: liisa@example\.com, pekka@example\.com/mu);
    expect(new Set(lookedUp)).toEqual(new Set(['shop']));
  });

  it('that nobody takes are told as such, with a code alone, and keep no other waiting', async () => {
    const dead = await freePort();
    await save('first', [{ mailId: 'first', dueAt: WEEK_AGO }]);
    await save('second', [{ mailId: 'second', dueAt: JUST_NOW }]);
    const running = run(dead);
    await eventually(() => told.length === 2);
    await stopped(running);
    expect(told.map(({ command }) => [command.type, command.data['reason']])).toEqual([
      ['RecordMailFailed', 'ESOCKET'],
      ['RecordMailFailed', 'ESOCKET'],
    ]);
    expect(outcomes).toEqual(['given-up', 'given-up']);
  });

  it('that the server refuses are told with its code, and never with its words', async () => {
    server.refuse();
    await save('first', [{ mailId: 'first', dueAt: JUST_NOW }]);
    const running = run();
    await eventually(() => told.length === 1);
    await stopped(running);
    expect(told[0]?.command.data).toMatchObject({ mailId: 'first', reason: '550' });
    expect(JSON.stringify(told)).not.toContain('matti');
  });
});
