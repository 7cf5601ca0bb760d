import { ConfigurationRefused } from '@libs/platform';
import { DEMO_MERCHANTS } from './demo/demo-merchants.js';
import type { DemoExtent } from './demo-data.js';
import { linesToTry } from './lines-to-try.js';
import type { Standalone } from './start-standalone.js';

/** How far the demo data is: one line that is written over on a terminal. */
export function tellProgress(done: number, of: number): void {
  if (!process.stdout.isTTY) return;
  process.stdout.write(`\rmaking demo data: ${Math.floor((100 * done) / of)} %`);
  if (done === of) process.stdout.write('\n');
}

export interface Readiness {
  readonly extent: DemoExtent;
  readonly startedInMs: number;
}

/** What happened at the start, and what to try next. */
export function tellReady(extranet: Standalone, readiness: Readiness): void {
  const { address, configuration } = extranet;
  const lines = [
    '',
    `The merchant extranet listens on ${address} (ready in ${inSeconds(readiness.startedInMs)}).`,
    `API: ${address}/docs · health: ${address}/readyz · data: ${configuration.dataDirectory}`,
    ...(extranet.hasMadeData ? [whatWasMade(readiness.extent)] : []),
    ...(configuration.signIn.kind === 'self-made' ? ['', ...linesToTry(extranet, readiness)] : []),
    '',
    'Ctrl-C stops it; everything is kept.',
    '',
  ];
  process.stdout.write(lines.join('\n'));
}

/** What became of demo data that were asked for. */
export const tellMade = (extent: DemoExtent, hasMadeData: boolean): void =>
  void process.stdout.write(`${hasMadeData ? whatWasMade(extent) : 'There are data already.'}\n`);

/**
 * Tells how far a command of an operator is: what it does, and a share from 0 to 1. On a terminal
 * that is a line that is written over, elsewhere a line for each tenth.
 */
export function shareTeller(): (doing: string, share: number) => void {
  let told = '';
  return (doing, share) => {
    if (process.stderr.isTTY)
      process.stderr.write(
        `\r\x1b[K${doing}: ${Math.floor(100 * share)} %${share === 1 ? '\n' : ''}`,
      );
    else {
      const line = `${doing}: ${10 * Math.floor(10 * share)} %\n`;
      if (line !== told) process.stderr.write(line);
      told = line;
    }
  };
}

/** An error, in words a person can act on. */
export function tellProblem(error: unknown, opening = 'The extranet cannot start'): void {
  const isWordEnough = error instanceof ConfigurationRefused || !(error instanceof Error);
  const causes = isWordEnough ? [] : causesOf(error);
  const said = isTaken(error)
    ? `port ${error.port} is taken: stop what listens there, or set PORT to another one`
    : error instanceof Error
      ? error.message
      : String(error);
  process.stderr.write(`\n${opening}: ${[said, ...causes].join('\n  because: ')}\n`);
}

const isTaken = (error: unknown): error is { readonly port: number } =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;

function whatWasMade(extent: DemoExtent): string {
  const stores = DEMO_MERCHANTS.map(({ sellerId }) => sellerId).join(', ');
  return extent === 'all'
    ? `Made four merchants (${stores}) with users, and their orders of the last 90 days.`
    : `Made four merchants (${stores}) with users, and no orders.`;
}

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function causesOf(error: Error): readonly string[] {
  return error.cause instanceof Error ? [error.cause.message, ...causesOf(error.cause)] : [];
}
