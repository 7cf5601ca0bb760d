import { HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../http/language.js';
import { traceOf } from '../http/trace.js';
import { problemOfFault } from './faults.js';
import { problemDocument, textOf } from './problem-document.js';
import { Problem, type ProblemCode } from './problem.js';

/** Hears of errors that nobody expected. */
export type TellBug = (error: unknown, where: { readonly traceId: string }) => void;

/** Whatever ends a request badly is answered here, as a problem; nothing inside is shown. */
export function problemFilter(tellBug: TellBug): ExceptionFilter {
  return {
    catch(error: unknown, host: ArgumentsHost): void {
      const http = host.switchToHttp();
      answerProblem(error, http.getRequest(), http.getResponse(), tellBug);
    },
  };
}

/** Answers a request with the problem that an error means. */
export function answerProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  tellBug: TellBug,
): void {
  const problem = problemFor(error, request);
  const { traceId } = traceOf(request);
  if (problem.code === 'internal-error') tellBug(error, { traceId });
  const language = languageOf(header(request, 'accept-language'));
  const { status, retryAfterS } = textOf(problem.code);
  const instance = request.url.split('?', 1)[0] ?? '';
  if (retryAfterS !== undefined) reply.header('Retry-After', String(retryAfterS));
  void reply
    .code(status)
    .headers({
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Language': language,
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
      ...problem.particulars.headers,
    })
    .send(JSON.stringify(problemDocument(problem, { language, instance, traceId })));
}

/** Nest says 404 of a path that nobody serves, and a controller of an id that nobody has. */
function problemFor(error: unknown, { is404 }: FastifyRequest): Problem {
  const problem = problemOf(error);
  return problem.code === 'path-unknown' && !is404 ? new Problem('not-found') : problem;
}

/** The problem that an error means; an error that nobody knows is a bug of ours. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error)) return new Problem('internal-error');
  const cause =
    error instanceof HttpException && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Problem) return cause;
  return problemOfFault(cause) ?? problemOfFastify(error, cause);
}

/** Nest wraps Fastify's own refusals; their codes and statuses are looked at here only. */
function problemOfFastify(error: Error, cause: Error & { readonly code?: unknown }): Problem {
  const status = error instanceof HttpException ? error.getStatus() : statusOf(cause);
  const byCode = typeof cause.code === 'string' ? BY_CODE[cause.code] : undefined;
  const byStatus = BY_STATUS[status] ?? (status < 500 ? 'malformed-request' : 'internal-error');
  return new Problem(byCode ?? byStatus, {}, { cause });
}

const statusOf = (error: Error & { readonly statusCode?: unknown }): number =>
  typeof error.statusCode === 'number' && error.statusCode >= 400 ? error.statusCode : 500;

const BY_CODE: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  ECONNRESET: 'malformed-request',
};

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  404: 'path-unknown',
  405: 'method-not-allowed',
  408: 'request-timeout',
  413: 'body-too-large',
  414: 'path-too-long',
  415: 'unsupported-media-type',
  431: 'headers-too-large',
  503: 'unavailable',
};

function header({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
