import { lookup, type LookupAddress } from 'node:dns';
import { request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { CallbackFault } from '@libs/contracts';
import type { Configuration } from '@libs/platform';
import { isPublicAddress } from './public-address.js';

/** How a call to a shop ended: its server's status, or why there is none. */
export type CallOutcome = { readonly status: number } | { readonly fault: CallbackFault };

export interface Calling {
  /** True in the test environment, where shops run on the machine itself. */
  readonly mayBePrivate: boolean;
  readonly timeoutMs: number;
}

const CALL_MS_MAX = 10_000;

/** How shops are called in an environment. */
export const callingIn = (environment: Configuration['environment']): Calling => ({
  mayBePrivate: environment === 'test',
  timeoutMs: CALL_MS_MAX,
});

/**
 * Calls a shop's address by GET; follows no redirect and reads no body. The address that is
 * connected to is the one that was checked, so that a name cannot change its mind in between.
 */
export function callShop(
  address: string,
  { mayBePrivate, timeoutMs }: Calling,
): Promise<CallOutcome> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  if (!mayBePrivate && isIP(host) !== 0 && !isPublicAddress(host))
    return Promise.resolve({ fault: 'address-not-allowed' });
  const options: RequestOptions = {
    signal: AbortSignal.timeout(timeoutMs),
    headers: { 'user-agent': 'merchant-extranet-callback', accept: '*/*' },
    agent: false,
    ...(!mayBePrivate && { lookup: publicOnly }),
  };
  return new Promise((resolve) => {
    const call = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options);
    call.on('response', (response) => {
      resolve({ status: response.statusCode ?? 500 });
      response.destroy();
    });
    call.on('error', (error) => resolve({ fault: faultOf(error) }));
    call.end();
  });
}

class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed';
}

function faultOf(error: Error): CallbackFault {
  if (error instanceof AddressNotAllowed) return 'address-not-allowed';
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timed-out' : 'unreachable';
}

/** Looks a name up as the system does; one address of ours among them, and none is called. */
const publicOnly: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error !== null || first === undefined) done(error ?? new Error('no address'), '');
    else if (!addresses.every(isAllowed)) done(new AddressNotAllowed(hostname), '');
    else if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

const isAllowed = ({ address }: LookupAddress): boolean => isPublicAddress(address);
