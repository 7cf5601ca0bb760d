import type { Position } from '@libs/kernel';
import type { Page } from './page.js';

/** A rebuilt view may say something else at the same position; nobody sees the old for longer. */
const STANDING_MS_MAX = 1000;
const PAGES_MAX = 200;
const PAGE_LENGTH_MAX = 64 * 1024;

/** Pages as they were written, for as long as their view stands where it stood. */
export interface StandingPages {
  /** The page that was written for this asker, or nothing once the view has moved on. */
  find(asker: string, position: Position, at: string): string | undefined;
  /** Writes a page, and keeps it where that is worth it. */
  write(asker: string, page: Page<object>): string;
}

/**
 * Keeps written pages of one position of one view: many people look at the same first page, and
 * most of its cost is reading and writing the same documents again. Kept for a second at most.
 */
export function standingPages(nowMs: () => number = () => performance.now()): StandingPages {
  const standing = { position: '', sinceMs: 0, pages: new Map<string, string>() };
  return {
    find(asker, position, at) {
      const isOver = nowMs() - standing.sinceMs > STANDING_MS_MAX;
      if (position !== standing.position || isOver) {
        Object.assign(standing, { position, sinceMs: nowMs(), pages: new Map() });
        return undefined;
      }
      const page = standing.pages.get(asker);
      return page === undefined ? undefined : `${page}${at}"}}`;
    },
    write(asker, { asOf: { position, at }, ...page }) {
      const text = `${JSON.stringify(page).slice(0, -1)},"asOf":{"position":"${position}","at":"`;
      const isWorthIt = text.length <= PAGE_LENGTH_MAX && standing.pages.size < PAGES_MAX;
      if (position === standing.position && isWorthIt) standing.pages.set(asker, text);
      return `${text}${at}"}}`;
    },
  };
}
