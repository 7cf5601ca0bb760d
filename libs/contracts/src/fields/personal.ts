import { z } from '@libs/kernel';

/** What a sealed field reads as once its key was destroyed, or where no key is given. */
export const ERASED = 'erased';

/** Whose key seals a field: the subject's kind, and the field of `data` that names it. */
export interface Sealing {
  readonly subject: SubjectKind;
  readonly idField: string;
}

/** `order` is the order's buyer; `merchant` is for the merchant's secrets. */
export type SubjectKind = 'order' | 'user' | 'merchant' | 'transfer' | 'message';

/** Which schemas are sealed, and by whose key. Read by the personal-data library alone. */
export const sealings = z.registry<Sealing>();

/** Marks a field of an event's data as personal: sealed in the log, `erased` without its key. */
export const personal = sealed;

/** Marks a field of an event's data as a secret; sealed in the same way. */
export const secret = sealed;

function sealed<Schema extends z.ZodType>(subject: SubjectKind, idField: string, schema: Schema) {
  const field = z.union([schema, z.literal(ERASED)]);
  sealings.add(field, { subject, idField });
  return field;
}
