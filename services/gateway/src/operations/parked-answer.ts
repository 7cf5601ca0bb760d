import type { ParkedLine } from '@libs/contracts';
import type { OpenView } from '@libs/view-store';
import { parkedPath } from '../answers/links.js';

/** A parked message as operators see it, with what can be done about it. */
export function parkedAnswer({ lane: _lane, ...line }: ParkedLine, waitingBehind: number) {
  const { group, messageId, status } = line;
  const path = parkedPath(group, messageId);
  const isOpen = status === 'parked' || status === 'waiting';
  return {
    ...line,
    waitingBehind,
    ...(isOpen && { links: { retry: `${path}/retry`, skip: `${path}/skip` } }),
  };
}

/** How many wait behind each of these messages: those of its lane that were never tried. */
export async function waitingBehind(
  view: Pick<OpenView<ParkedLine>, 'count'>,
  lines: readonly ParkedLine[],
): Promise<(line: ParkedLine) => number> {
  const parked = lines.filter(({ status }) => status === 'parked');
  const lanes = [...new Set(parked.map(({ lane }) => lane))];
  if (lanes.length === 0) return () => 0;
  const counted = await view.count({
    where: { lane: { in: lanes }, status: { is: 'waiting' } },
    by: 'lane',
  });
  const byLane = new Map(counted.map(({ value, count }) => [value, count]));
  return ({ status, lane }) => (status === 'parked' ? (byLane.get(lane) ?? 0) : 0);
}
