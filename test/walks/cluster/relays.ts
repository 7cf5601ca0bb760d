import type { ServiceProcess } from './service-process.js';

/** The process that was the last to say that a relay is at work in it. */
export function whoTells(processes: readonly ServiceProcess[], relay: string): ServiceProcess {
  const [last] = processes
    .flatMap((process) => process.said().split('\n').filter(saysSo(relay)).map(at(process)))
    .sort((one, other) => other.time.localeCompare(one.time));
  if (last === undefined) throw new Error(`nobody says that ${relay} is at work`);
  return last.process;
}

const saysSo =
  (relay: string) =>
  (line: string): boolean =>
    line.includes('"relay at work"') && line.includes(`"${relay}"`);

const at = (process: ServiceProcess) => (line: string) => ({
  process,
  time: (JSON.parse(line) as { readonly time: string }).time,
});
