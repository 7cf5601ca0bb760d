import { findEngine, type Engine, type EngineName, type SkippedEngine } from './engine.js';
import { waysOf } from './ways.js';

/**
 * A server for one spec alone, which may kill it, freeze it and start it again; it ends with the
 * spec's process at the latest. Skipped where only somebody else's server is to be had.
 */
export async function ownEngine(
  name: EngineName,
): Promise<(Engine & Required<Pick<Engine, 'process'>>) | SkippedEngine> {
  const ways = await waysOf(name);
  const ours = ways.filter(({ source }) => source === 'installed' || source === 'fetched');
  const engine = await findEngine(name, ours);
  if ('skipped' in engine) return engine;
  const { process } = engine;
  if (process !== undefined) return { ...engine, process };
  await engine.stop();
  return { name, skipped: `the process of ${engine.product} is not ours` };
}
