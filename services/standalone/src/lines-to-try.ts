import { resolve } from 'node:path';
import type { Configuration } from '@libs/platform';
import { ORDER_EXAMPLE } from '@services/gateway';
import { EXAMPLES } from '@services/simulators';
import type { DemoExtent } from './demo-data.js';

/** What the lines speak of: where it listens, and whose tokens are made how. */
export interface Started {
  readonly address: string;
  readonly configuration: Pick<Configuration, 'dataDirectory'>;
}

/** Lines for another shell that show the main job; without orders, one comes in first. */
export function linesToTry(
  { address, configuration }: Started,
  { extent }: { readonly extent: DemoExtent },
): readonly string[] {
  const token = `${whereData(configuration)}npm run --silent token --`;
  const curl = curling(address);
  return [
    ...(extent === 'all' ? refunding(token, curl) : receiving(token, curl)),
    '',
    `Other users: ${whereData(configuration)}npm run token (without a name) lists them.`,
  ];
}

const JSON_SENT = "-H 'Content-Type: application/json'";

/** Any other shell looks for the key in `./data`, unless it is told. */
const whereData = ({ dataDirectory }: Started['configuration']): string =>
  dataDirectory === resolve('data') ? '' : `EXTRANET_DATA='${dataDirectory}' `;

const curling = (address: string) => (token: string, path: string) =>
  `curl -s -H "Authorization: Bearer ${token}" "${address}/v1/${path}"`;

type Curl = ReturnType<typeof curling>;

const refunding = (token: string, curl: Curl): readonly string[] => [
  'Sign in as Liisa, who manages a coffee shop, and refund an order that is paid by card:',
  '',
  `  TOKEN=$(${token} liisa)`,
  `  ORDER=$(${curl('$TOKEN', 'transactions?status=paid-direct&method=FI50,FI51,FI52,FI53,FI54&limit=1')} | grep -o '"orderId":"[^"]*' | head -1 | cut -d'"' -f4)`,
  '',
  `  ${curl('$TOKEN', 'transactions?limit=3')}`,
  `  ${curl('$TOKEN', 'orders/$ORDER/refund-options')} -D headers.txt`,
  `  ${curl('$TOKEN', 'orders/$ORDER/refunds')} ${JSON_SENT} -H 'Idempotency-Key: "my-first"' -H "$(grep -i '^etag' headers.txt | tr -d '\\r' | sed 's/^[^:]*/If-Match/')" -d '{"timing":"before-settlement","kind":"price-reduction","amount":{"minorUnits":100,"currency":"EUR"},"reason":"other"}'`,
];

const receiving = (token: string, curl: Curl): readonly string[] => [
  'Be the web store of a coffee shop, then the payments, then Liisa who manages the shop:',
  '',
  `  STORE=$(${token} kahvikauppa); PAYMENTS=$(${token} simulator); TOKEN=$(${token} liisa)`,
  '',
  `  ${curl('$STORE', 'orders')} ${JSON_SENT} -d '${JSON.stringify(ORDER_EXAMPLE)}'`,
  `  ${curl('$PAYMENTS', 'simulator/payments')} ${JSON_SENT} -d '${JSON.stringify(EXAMPLES.payments.succeeded.value)}'`,
  `  ${curl('$TOKEN', 'transactions')}`,
];
