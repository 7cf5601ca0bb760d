import { ConfigurationRefused } from '@libs/platform';
import { DEMO_MERCHANTS } from './demo/demo-merchants.js';
import type { DemoExtent } from './demo-data.js';
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
    ...(configuration.signIn.kind === 'self-made' ? demoLines(address) : []),
    '',
    'Ctrl-C stops it; everything is kept.',
    '',
  ];
  process.stdout.write(lines.join('\n'));
}

/** An error of the start, in words a person can act on. */
export function tellProblem(error: unknown): void {
  const isWordEnough = error instanceof ConfigurationRefused || !(error instanceof Error);
  const causes = isWordEnough ? [] : causesOf(error);
  const said = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\nThe extranet cannot start: ${[said, ...causes].join('\n  because: ')}\n`);
}

function whatWasMade(extent: DemoExtent): string {
  const stores = DEMO_MERCHANTS.map(({ sellerId }) => sellerId).join(' and ');
  return extent === 'all'
    ? `Made two merchants (${stores}) with users, and their orders of the last 90 days.`
    : `Made two merchants (${stores}) with users, and no orders.`;
}

function demoLines(address: string): readonly string[] {
  const url = (path: string) => `"${address}/v1/${path}"`;
  const asLiisa = 'curl -s -H "Authorization: Bearer $TOKEN"';
  return [
    '',
    'Sign in as Liisa, who manages a coffee shop, and refund an order that is paid by card:',
    '',
    '  TOKEN=$(npm run --silent token -- liisa)',
    `  ORDER=$(${asLiisa} ${url('transactions?status=paid-direct&method=FI50,FI51,FI52,FI53,FI54&limit=1')} | grep -o '"orderId":"[^"]*' | head -1 | cut -d'"' -f4)`,
    '',
    `  ${asLiisa} ${url('transactions?limit=3')}`,
    `  ${asLiisa} ${url('orders/$ORDER/refund-options')} -D headers.txt`,
    `  ${asLiisa} ${url('orders/$ORDER/refunds')} -H 'Content-Type: application/json' -H 'Idempotency-Key: "my-first"' -H "$(grep -i '^etag' headers.txt | tr -d '\\r' | sed 's/^[^:]*/If-Match/')" -d '{"timing":"before-settlement","kind":"price-reduction","amount":{"minorUnits":100,"currency":"EUR"},"reason":"other"}'`,
    '',
    'Other users: npm run token (without a name) lists them.',
  ];
}

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function causesOf(error: Error): readonly string[] {
  return error.cause instanceof Error ? [error.cause.message, ...causesOf(error.cause)] : [];
}
