import type { Configuration } from '../configuration.js';

/** What these settings name is no embedded installation; each engine has tools of its own. */
export class NotEmbedded extends Error {
  override readonly name = 'NotEmbedded';
}

/** Fails unless events, keys and bus lie in the data directory, where they are seen together. */
export function assertEmbedded({ eventStore, keyStore, eventBus }: Configuration): void {
  if (eventStore === 'sqlite' && keyStore === 'sqlite' && eventBus === 'in-process') return;
  throw new NotEmbedded(
    'only the embedded installation is backed up and restored by this command (here events are in ' +
      `${eventStore}, keys in ${keyStore}, news in ${eventBus}): deploy/README.md says how engines are`,
  );
}
