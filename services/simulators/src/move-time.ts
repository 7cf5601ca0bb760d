import { setTimeout as sleep } from 'node:timers/promises';
import { DUE_VIEWS, type Due } from '@libs/contracts';
import { assert, hoursAfter, isBefore } from '@libs/kernel';
import { InputRefused, type Ports } from '@libs/platform';
import { ViewBehind, type OpenView } from '@libs/view-store';

/** So long all that falls due at one moment may take. */
const DONE_MS_MAX = 60_000;
const LOOK_MS = 20;
/** The clock is not moved further at once: a typing error would age every order for ever. */
const HOURS_MAX = 2 * 365 * 24;

/**
 * Moves the clock to the moment, stopping wherever something falls due until that is done, so
 * that all of it happens in its order. Fails with `InputRefused` for a moment that has passed or
 * is too far away, and with `ViewBehind` when something due is not done in time.
 */
export async function moveTime(ports: Ports, to: string): Promise<void> {
  const { clock, moveClock } = ports;
  assert(moveClock !== undefined, 'simulators run in the test environment, whose clock moves');
  const now = clock.now();
  if (isBefore(to, now)) throw refused(`must not lie before the time it is: ${now}`);
  if (isBefore(hoursAfter(now, HOURS_MAX), to)) throw refused('is more than two years away');
  const views = await dueViews(ports);
  await workedOff(ports, views);
  for (;;) {
    const next = await earliest(views);
    if (next === undefined || isBefore(to, next)) break;
    await moveClock(next);
    await workedOff(ports, views);
  }
  await moveClock(to);
  await workedOff(ports, views);
}

/** Resolves when all that is due by now is done, as `moveTime` would. */
export const whatIsDueDone = async (ports: Ports): Promise<void> =>
  workedOff(ports, await dueViews(ports));

const dueViews = (ports: Ports): Promise<readonly OpenView<Due>[]> =>
  Promise.all(DUE_VIEWS.map((view) => ports.views.open(view)));

/** Resolves when nothing is due, every group has handled its news, and nothing came meanwhile. */
async function workedOff(ports: Ports, views: readonly OpenView<Due>[]): Promise<void> {
  const until = performance.now() + DONE_MS_MAX;
  const left = () => Math.max(1, until - performance.now());
  for (;;) {
    const head = await ports.store.head();
    await ports.bus.settled({ timeoutMs: left() });
    await Promise.all(views.map((view) => view.caughtUp(head, { timeoutMs: left() })));
    const next = await earliest(views);
    const isDone = next === undefined || isBefore(ports.clock.now(), next);
    if (isDone && (await ports.store.head()) === head) return;
    if (performance.now() > until) throw new ViewBehind('what is due', head, head);
    await sleep(LOOK_MS);
  }
}

async function earliest(views: readonly OpenView<Due>[]): Promise<string | undefined> {
  const firsts = await Promise.all(
    views.map((view) =>
      view.find({ where: {}, sort: { by: 'dueAt', direction: 'ascending' }, limit: 1 }),
    ),
  );
  return firsts
    .flat()
    .map(({ document }) => document.dueAt)
    .sort()[0];
}

const refused = (detail: string): InputRefused => new InputRefused([{ detail, pointer: '/to' }]);
