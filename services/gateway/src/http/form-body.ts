import type { IncomingMessage } from 'node:http';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';
import type { RawForm } from '../webstore/wire/form.js';
import { multipartForm } from '../webstore/wire/multipart.js';
import { urlencodedForm } from '../webstore/wire/urlencoded.js';
import { readBytes, type BodyDone } from './body-bytes.js';
import { jsonBody } from './json-body.js';

interface FormDemand {
  readonly takes: 'form';
}

/** A route whose body is a form: its fields as bytes, and nothing else. */
export const TakesForm = () => RouteConfig({ takes: 'form' } satisfies FormDemand);

/** Reads bodies: forms where a route takes one, JSON where it does not. */
export function takeBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', (request, payload, done) => {
    if (takesForm(request)) refuse(payload, 'malformed-form', done);
    else jsonBody(request, payload, done);
  });
  for (const [type, read] of Object.entries(FORMS))
    fastify.addContentTypeParser(type, (request: FastifyRequest, payload, done) => {
      if (takesForm(request)) readForm(request, payload, { read, done });
      else refuseForm(request, payload, done);
    });
  fastify.addContentTypeParser('*', (request, payload, done) => {
    if (takesForm(request)) refuse(payload, 'malformed-form', done);
    else refuseForm(request, payload, done);
  });
}

type ReadForm = (body: Buffer, type: string) => RawForm | Promise<RawForm | undefined> | undefined;

const FORMS: Readonly<Record<string, ReadForm>> = {
  'application/x-www-form-urlencoded': (body) => urlencodedForm(body),
  'multipart/form-data': (body, type) => multipartForm(type, body),
};

const takesForm = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as Partial<FormDemand>).takes === 'form';

function readForm(
  { headers }: FastifyRequest,
  payload: IncomingMessage,
  { read, done }: { readonly read: ReadForm; readonly done: BodyDone },
): void {
  readBytes(payload, undefined, (error, chunks) => {
    if (error !== null) {
      done(error);
      return;
    }
    void Promise.resolve(read(Buffer.concat(chunks), headers['content-type'] ?? '')).then(
      (form) => done(form === undefined ? new Problem('malformed-form') : null, form),
      (failure: Error) => done(failure),
    );
  });
}

const refuse = (
  payload: IncomingMessage,
  code: 'malformed-form' | 'unsupported-media-type',
  done: BodyDone,
): void => readBytes(payload, new Problem(code), (error) => done(error));

/** At a path that nobody serves there is nothing to say of a body. */
function refuseForm(request: FastifyRequest, payload: IncomingMessage, done: BodyDone): void {
  if (request.is404) readBytes(payload, undefined, (error) => done(error));
  else refuse(payload, 'unsupported-media-type', done);
}
