import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Configuration } from '@libs/platform';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions } from 'fastify';
import { textOf, typeOf } from '../problems/problem-document.js';
import { answerProblem } from '../problems/problem-filter.js';
import type { ProblemCode } from '../problems/problem.js';
import { requestIdOf } from './trace.js';

/** A request that is not there in whole after so long is given up. */
const REQUEST_TIMEOUT_MS = 30_000;
/** A part of a path may be as long as a request line: an id that is none is unknown, not long. */
const PARAMETER_LENGTH_MAX = 16_384;

/** Who stands before the door, and says for whom. */
type Behind = Pick<Configuration, 'trustedProxies'>;
const NOBODY: Behind = { trustedProxies: [] };

/** Nest's door to Fastify, with limits, request ids, and problems for what never gets to Nest. */
export function httpAdapter({ trustedProxies }: Behind = NOBODY): FastifyAdapter {
  const options: FastifyHttpOptions<Server> & { readonly skipMiddie: boolean } = {
    skipMiddie: true,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    genReqId: requestIdOf,
    rewriteUrl: ({ url = '/' }) => withoutDoubleSlash(url),
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: PARAMETER_LENGTH_MAX },
    clientErrorHandler: (error, socket) => refuseRaw(error.code, socket),
    frameworkErrors: (error, request, reply) => {
      reply.header('Request-Id', request.id);
      answerProblem(error, request, reply, () => undefined);
    },
  };
  return new FastifyAdapter(options);
}

/** A published client writes `//PaymentCancel.pmt`; all other paths are as they are written. */
export const withoutDoubleSlash = (url: string): string =>
  url.replace(/^\/{2,}(?=\w+\.pmt(?:\?|$))/u, '/');

const RAW_CODES: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** Bytes that are no HTTP request get an answer all the same, written by hand. */
function refuseRaw(errorCode: string | undefined, socket: Socket): void {
  if (errorCode === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = RAW_CODES[errorCode ?? ''] ?? 'malformed-request';
  const { status, title } = textOf(code);
  const body = JSON.stringify({ type: typeOf(code), title: title.en, status, code });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `Request-Id: ${requestIdOf({ headers: {} })}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
