import type { KeyStore, WrappedKey } from '../key-store.js';

/** Keys in this process's memory: gone with it. For specs. */
export function memoryKeyStore(): KeyStore {
  const keys = new Map<string, WrappedKey>();
  return {
    create: (subject, wrapped) => {
      const kept = keys.get(subject) ?? { status: 'kept', wrapped: Uint8Array.from(wrapped) };
      keys.set(subject, kept);
      return Promise.resolve(kept);
    },
    load: (subjects) =>
      Promise.resolve(
        new Map(
          subjects.flatMap((subject) => {
            const kept = keys.get(subject);
            return kept === undefined ? [] : [[subject, kept] as const];
          }),
        ),
      ),
    list: ({ after, limit }) => {
      const rest = [...keys.keys()]
        .sort()
        .filter((subject) => after === undefined || subject > after);
      return Promise.resolve(
        rest.slice(0, limit).map((subject) => [subject, keys.get(subject) as WrappedKey] as const),
      );
    },
    destroy: (subject) => {
      keys.set(subject, { status: 'destroyed' });
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
