/** Wakes whoever waits for the next recorded event. */
export interface News {
  /** Resolves at the next `tell` after the call. */
  next(): Promise<void>;
  tell(): void;
}

export function news(): News {
  let { promise, resolve } = pending();
  return {
    next: () => promise,
    tell: () => {
      resolve();
      ({ promise, resolve } = pending());
    },
  };
}

function pending(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}
