import type { Position } from '@libs/kernel';
import type { OpenView } from '@libs/view-store';
import { InputRefused } from './input.js';
import type { Ports } from './ports.js';

/** A reader waits for a view so long at most (ADR 6). */
const CAUGHT_UP_MS_MAX = 5000;
const POSITION = /^\d{20}$/u;

type Reached = Pick<OpenView<object>, 'caughtUp'>;

/**
 * Waits until the views have come to the position that a reader names, if any. Fails with
 * `InputRefused` past the end of the log, with `ViewBehind` after 5 s.
 */
export async function awaitPosition(
  { store }: Pick<Ports, 'store'>,
  atLeast: string | undefined,
  ...views: readonly Reached[]
): Promise<void> {
  if (atLeast === undefined) return;
  if (!POSITION.test(atLeast))
    throw refused('must be a position: 20 digits, as Extranet-Position tells them');
  if (atLeast > (await store.head())) throw refused('is beyond the end of the log');
  await caughtUp(atLeast, ...views);
}

/** Waits until the views have come to a position of ours; fails with `ViewBehind` after 5 s. */
export async function caughtUp(position: Position, ...views: readonly Reached[]): Promise<void> {
  await Promise.all(views.map((view) => view.caughtUp(position, { timeoutMs: CAUGHT_UP_MS_MAX })));
}

const refused = (detail: string): InputRefused =>
  new InputRefused([{ detail, pointer: '/atLeast', in: 'query' }]);
