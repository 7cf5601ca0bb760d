/** Looks whether other processes have written, while anybody wants to know. */
export interface OthersWatch {
  /** Looks from now on, until the function it answers is called. */
  readonly start: () => () => void;
  readonly isWatched: () => boolean;
  readonly stop: () => void;
}

const PAUSE_MIN_MS = 10;
const PAUSE_MAX_MS = 100;

/** Looks often after a change, and less and less often while there is none. */
export function watchOthers(version: () => string, changed: () => void): OthersWatch {
  let watchers = 0;
  let seen: string | undefined;
  let pauseMs = PAUSE_MIN_MS;
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    const now = versionOrFault(version);
    pauseMs = now === seen ? Math.min(pauseMs * 1.5, PAUSE_MAX_MS) : PAUSE_MIN_MS;
    if (now !== seen) changed();
    seen = now;
    timer = setTimeout(look, pauseMs);
  }

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  return {
    stop,
    isWatched: () => watchers > 0,
    start: () => {
      watchers += 1;
      timer ??= setTimeout(look, PAUSE_MIN_MS);
      return () => {
        watchers -= 1;
        if (watchers === 0) stop();
      };
    },
  };
}

/** A fault is a change: whoever reads then meets it, and waits it out. */
function versionOrFault(version: () => string): string {
  try {
    return version();
  } catch {
    return 'fault';
  }
}
