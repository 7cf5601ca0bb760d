import {
  SavedViewId,
  shelfIdOf,
  type SavedView,
  type ShelfCommand,
  type ShelfEvent,
} from '@libs/contracts';
import { idFrom, UserId } from '@libs/kernel';
import { MERCHANT } from '@libs/testing';

export const AT = '2026-01-05T09:30:00.000Z';
export const LATER = '2026-02-05T09:30:00.000Z';
export const LIISA = UserId.parse('liisa');
export const PEKKA = UserId.parse('pekka');

export const OWNER = { kind: 'user', userId: LIISA } as const;
export const SHELF = shelfIdOf(MERCHANT, OWNER);

export const viewIdOf = (number: number): SavedViewId =>
  SavedViewId.parse(idFrom('saved-view', String(number)));
export const named = (name: string): SavedView => ({ name, filters: { status: 'settled' } });

const on = (number: number) => ({
  ...{ shelfId: SHELF, merchantId: MERCHANT },
  viewId: viewIdOf(number),
});

export const save = (number: number, name: string, at = AT): ShelfCommand => ({
  type: 'SaveView',
  data: { ...on(number), view: named(name), savedBy: LIISA, owner: OWNER, at },
});
export const saved = (number: number, name: string): ShelfEvent => ({
  type: 'ViewSaved',
  data: { ...on(number), view: named(name), savedBy: LIISA, owner: OWNER, savedAt: AT },
});

export const change = (number: number, view: SavedView): ShelfCommand => ({
  type: 'ChangeSavedView',
  data: { ...on(number), view, savedBy: PEKKA, at: LATER },
});
export const changed = (number: number, view: SavedView): ShelfEvent => ({
  type: 'SavedViewChanged',
  data: { ...on(number), view, savedBy: PEKKA, changedAt: LATER },
});

export const remove = (number: number): ShelfCommand => ({
  type: 'RemoveSavedView',
  data: { ...on(number), at: LATER },
});
export const removed = (number: number): ShelfEvent => ({
  type: 'SavedViewRemoved',
  data: { ...on(number), removedAt: LATER },
});
