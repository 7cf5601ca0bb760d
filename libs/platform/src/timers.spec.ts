import type { Due } from '@libs/contracts';
import type { CommandAnswer, CommandEnvelope } from '@libs/kernel';
import { eventually } from '@libs/testing';
import { memoryViewStore } from '@libs/view-store/memory';
import type { OpenView, View } from '@libs/view-store';
import { silentLogger } from './logging.js';
import { outagesOf } from './outages.js';
import { runTimers } from './timers.js';
import { secrets } from './toy.fixtures.js';

const NOW = '2026-03-16T22:00:00.000Z';
const view: View<Due> = {
  name: 'toys-due',
  version: 1,
  fields: { dueAt: 'text' },
  indexes: [['dueAt']],
  search: [],
};
const position = (at: number) => String(at).padStart(20, '0');
const accepted = (at: number): CommandAnswer => ({
  outcome: 'accepted',
  stream: 'parcel-first',
  revision: at,
  position: position(at),
  events: [],
  repeated: false,
});

describe('timers', () => {
  let due: OpenView<Due>;
  let now: string;
  let head: number;
  let stopping: AbortController;
  const outages = outagesOf(silentLogger);
  const sent: CommandEnvelope[] = [];
  const refused = new Set<string>();
  /** Those that a command changes nothing of. */
  const staying = new Set<string>();

  beforeEach(async () => {
    due = await memoryViewStore().open(view);
    [now, head, stopping] = [NOW, 0, new AbortController()];
    sent.length = 0;
    refused.clear();
    staying.clear();
  });

  const wait = async (id: string, dueAt: string) => {
    head += 1;
    const document = { dueAt, command: { type: 'OpenParcel', data: { parcelId: id } } };
    await due.save([{ id, document, position: position(head) }], position(head));
  };
  const idOf = ({ command }: CommandEnvelope) => String(command.data['parcelId']);

  /** Takes the command, and lets the projector remove what it answered. */
  const dispatch = async (envelope: CommandEnvelope): Promise<CommandAnswer> => {
    sent.push(envelope);
    const id = idOf(envelope);
    if (refused.has(id)) return { outcome: 'rejected', rejection: { code: 'not-yet' } };
    if (staying.has(id)) return accepted(head);
    head += 1;
    await due.save([{ id, document: undefined, position: position(head) }], position(head));
    return accepted(head);
  };
  const run = (from?: Promise<void>) =>
    runTimers({
      ...(from !== undefined && { from }),
      name: 'toys.toys-due',
      ...{ due, dispatch, secrets, logger: silentLogger, outages, signal: stopping.signal },
      clock: { now: () => now },
    });
  const stopped = async (running: Promise<void>) => {
    stopping.abort();
    await running;
  };

  it('fire what is due, oldest first, and nothing before its moment', async () => {
    await wait('later', '2026-03-16T22:00:00.001Z');
    await wait('second', NOW);
    await wait('first', '2026-03-10T22:00:00.000Z');
    const running = run();
    await eventually(() => sent.length === 2);
    expect(sent.map(idOf)).toEqual(['first', 'second']);
    now = '2026-03-16T22:00:00.001Z';
    await eventually(() => sent.length === 3);
    await stopped(running);
    expect(sent.map(idOf)).toEqual(['first', 'second', 'later']);
  });

  it('wait until they may fire, and end while they wait', async () => {
    await wait('first', NOW);
    let begin = (): void => undefined;
    const from = new Promise<void>((resolve) => (begin = resolve));
    const running = run(from);
    // A turn of everything that could have begun.
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toEqual([]);
    begin();
    await eventually(() => sent.length === 1);
    await stopped(running);
    stopping = new AbortController();
    await stopped(run(new Promise(() => undefined)));
    expect(sent).toHaveLength(1);
  });

  it('ask with the same id after a restart, so that what was done is a repeat', async () => {
    refused.add('first');
    await wait('first', NOW);
    for (const _start of [1, 2]) {
      const before = sent.length;
      stopping = new AbortController();
      const running = run();
      await eventually(() => sent.length > before);
      await stopped(running);
    }
    const [one, other] = sent;
    expect(one?.commandId).toBe(other?.commandId);
    expect(one?.tenant).toBe('institution');
  });

  it('ask with another id where the same moment was set anew, by what was told late', async () => {
    await wait('first', NOW);
    const running = run();
    await eventually(() => sent.length === 1);
    await wait('first', NOW);
    await eventually(() => sent.length === 2);
    await stopped(running);
    const [one, other] = sent;
    expect(idOf(one as CommandEnvelope)).toBe(idOf(other as CommandEnvelope));
    expect(one?.commandId).not.toBe(other?.commandId);
  });

  it('leave one alone that is still due though its command was taken, and go on with the others', async () => {
    staying.add('first');
    await wait('first', '2026-03-10T22:00:00.000Z');
    await wait('second', NOW);
    const running = run();
    await eventually(() => sent.length === 2);
    await wait('third', NOW);
    await eventually(() => sent.length === 3);
    await stopped(running);
    expect(sent.map(idOf)).toEqual(['first', 'second', 'third']);
  });

  it('leave one that is refused alone for a while, and go on with the others', async () => {
    refused.add('first');
    await wait('first', '2026-03-10T22:00:00.000Z');
    await wait('second', NOW);
    const running = run();
    await eventually(() => sent.length === 2);
    await wait('third', NOW);
    await eventually(() => sent.length === 3);
    await stopped(running);
    expect(sent.map(idOf)).toEqual(['first', 'second', 'third']);
  });
});
