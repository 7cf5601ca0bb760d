import type { Position } from '@libs/kernel';
import type { Change, View } from '../view-store.js';

/** A document with what views hold: texts, numbers, nesting, lists, and fields left out. */
export interface Parcel {
  readonly owner: string;
  readonly status?: string;
  readonly sentAt?: string;
  readonly money?: { readonly paid: { readonly minorUnits: number } };
  readonly receiver?: string;
  readonly note?: string;
  readonly rows?: readonly { readonly name: string; readonly count: number }[];
}

export const parcels: View<Parcel> = {
  name: 'parcels',
  version: 1,
  fields: {
    owner: 'text',
    status: 'text',
    sentAt: 'text',
    'money.paid.minorUnits': 'number',
  },
  indexes: [
    ['owner', 'sentAt'],
    ['owner', 'status', 'sentAt'],
    ['owner', 'money.paid.minorUnits'],
  ],
  search: ['receiver', 'note'],
};

/** The position of the n-th event. */
export const at = (n: number): Position => String(n).padStart(20, '0');

export const parcel = (id: string, document: Partial<Parcel>, n = 1): Change<Parcel> => ({
  id,
  document: { owner: 'me', ...document },
  position: at(n),
});

export const paid = (minorUnits: number): Pick<Parcel, 'money'> => ({
  money: { paid: { minorUnits } },
});

export const gone = (id: string, n: number): Change<Parcel> => ({
  id,
  document: undefined,
  position: at(n),
});
