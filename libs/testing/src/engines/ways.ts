import type { EngineName, Way } from './engine.js';

/** How each engine is come by. The files are read when asked for: some bring heavy packages. */
const WAYS: Readonly<Record<EngineName, () => Promise<readonly Way[]>>> = {
  mongodb: async () => (await import('./mongodb.js')).mongodb,
  kafka: async () => (await import('./kafka.js')).kafka,
  eventstoredb: async () => (await import('./eventstoredb.js')).eventstoredb,
};

export const waysOf = (name: EngineName): Promise<readonly Way[]> => WAYS[name]();

export const isEngineName = (name: string | undefined): name is EngineName =>
  name !== undefined && Object.hasOwn(WAYS, name);
