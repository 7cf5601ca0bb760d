import { EventStoreUnavailable } from './event-store.js';

/** So many may wait for one key; more are turned away, and have written nothing. */
const WAITING_MAX = 1000;

/** Runs what is given under one key in order of arrival, one at a time; other keys go on. */
export function oneAtATime(): <Answer>(
  key: string,
  work: () => Promise<Answer>,
) => Promise<Answer> {
  const lines = new Map<string, Line>();
  return async (key, work) => {
    const line = lines.get(key) ?? { last: Promise.resolve(), waiting: 0 };
    if (line.waiting >= WAITING_MAX) throw new EventStoreUnavailable('nothing-written');
    lines.set(key, line);
    line.waiting += 1;
    const answer = line.last.then(work);
    line.last = answer.then(ignore, ignore).then(() => {
      line.waiting -= 1;
      if (line.waiting === 0) lines.delete(key);
    });
    return answer;
  };
}

interface Line {
  last: Promise<void>;
  waiting: number;
}

const ignore = (): void => undefined;
