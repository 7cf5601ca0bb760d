import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where fetched servers are kept from run to run, beside what other programs of the user keep. */
export const cacheDirectory = (): string =>
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'merchant-extranet', 'engines');
