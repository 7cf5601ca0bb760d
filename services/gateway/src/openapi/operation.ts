import { applyDecorators } from '@nestjs/common';
import {
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  type ApiResponseOptions,
} from '@nestjs/swagger';
import type { Parameter } from '../input/query.js';
import { problemDocument, textOf } from '../problems/problem-document.js';
import { Problem, type ProblemCode } from '../problems/problem.js';

/** One good answer: its status, the name of its schema, and what it tells in headers. */
export interface ToldAnswer {
  readonly status: number;
  readonly description: string;
  readonly schema?: string;
  /** What it is when it is no JSON. */
  readonly mediaType?: string;
  readonly headers?: readonly (keyof typeof ANSWER_HEADERS)[];
  readonly example?: unknown;
}

/** What the API's page says of an operation. */
export interface ToldOperation {
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly answers: readonly ToldAnswer[];
  readonly problems: readonly ProblemCode[];
  readonly parameters?: Readonly<Record<string, Parameter<unknown>>>;
  readonly headers?: readonly (keyof typeof REQUEST_HEADERS)[];
  /** Open to whoever has the link in its path; all else takes a token. */
  readonly opens?: 'link';
  readonly pathIds?: readonly string[];
  /** Names in the path that are no ids of ours, each with what it names. */
  readonly pathTexts?: Readonly<Record<string, string>>;
}

const ANSWER_HEADERS = {
  'Extranet-Position': 'Where the command stands in the log; a `GET` may wait for it by `atLeast`.',
  'Idempotency-Hit': '`true` when this is the first answer again.',
  ETag: 'The revision of each stream shown, for `If-Match` and `If-None-Match`.',
  Location: 'Where the new resource is.',
  'Content-Disposition': 'The name of the file.',
  'Extranet-Time-Zone': 'The zone of the moments in the file.',
} as const;

const REQUEST_HEADERS = {
  'Idempotency-Key': {
    required: true,
    description:
      'A key of your own, 1 to 255 visible characters, quoted. The same key again answers as the first time.',
    example: '"8e03978e-40d5-43e8-bc93-6894a57f9324"',
  },
  'If-Match': {
    required: true,
    description:
      'The ETag of what you looked at; the part of the stream that is changed is compared.',
    example: '"order.3,account.7"',
  },
  'If-None-Match': { required: false, description: 'Answers 304 when nothing has changed.' },
} as const;

/** Any operation behind the sign-in can meet these. */
const ALWAYS: readonly ProblemCode[] = ['token-invalid', 'scope-missing', 'unavailable'];
/** Any operation behind a link can meet these. */
const BEHIND_A_LINK: readonly ProblemCode[] = ['not-found', 'too-many-requests', 'unavailable'];

/** Documents an operation: its answers, and a problem for each status it may end with. */
export function Operation(told: ToldOperation): MethodDecorator {
  const { summary, description, tag, answers, problems, parameters = {} } = told;
  return applyDecorators(
    ApiOperation({
      summary,
      ...(description !== undefined && { description }),
      tags: [tag],
      security: told.opens === 'link' ? [] : [{ bearer: [] }],
    }),
    ...answers.map(answered),
    ...byStatus([...problems, ...(told.opens === 'link' ? BEHIND_A_LINK : ALWAYS)]).map(refused),
    ...Object.entries(parameters).map(([name, { schema, description: words, isSet }]) =>
      ApiQuery({
        name,
        required: false,
        description: words,
        schema,
        ...(isSet && { style: 'form', explode: false }),
      }),
    ),
    ...(told.pathIds ?? []).map((name) =>
      ApiParam({ name, schema: { type: 'string', format: 'uuid' } }),
    ),
    ...Object.entries(told.pathTexts ?? {}).map(([name, words]) =>
      ApiParam({ name, description: words, schema: { type: 'string', maxLength: 200 } }),
    ),
    ...(told.headers ?? []).map((name) => ApiHeader({ name, ...REQUEST_HEADERS[name] })),
  );
}

function answered({
  status,
  description,
  schema,
  mediaType,
  headers = [],
  example,
}: ToldAnswer): MethodDecorator {
  const options: ApiResponseOptions = {
    status,
    description,
    headers: Object.fromEntries(
      headers.map((name) => [
        name,
        { description: ANSWER_HEADERS[name], schema: { type: 'string' } },
      ]),
    ),
    ...(mediaType !== undefined && { content: { [mediaType]: { schema: { type: 'string' } } } }),
    ...(schema !== undefined && {
      content: {
        'application/json': {
          schema: { $ref: `#/components/schemas/${schema}` },
          ...(example !== undefined && { example }),
        },
      },
    }),
  };
  return ApiResponse(options);
}

/** One status is one response in the document; its kinds of problem are its examples. */
function byStatus(codes: readonly ProblemCode[]): readonly (readonly ProblemCode[])[] {
  const statuses = [...new Set(codes.map((code) => textOf(code).status))].sort();
  return statuses.map((status) => [
    ...new Set(codes.filter((code) => textOf(code).status === status)),
  ]);
}

function refused(codes: readonly ProblemCode[]): MethodDecorator {
  const place = { language: 'en', instance: '/v1/…', traceId: '0'.repeat(32) } as const;
  const [first = 'internal-error'] = codes;
  return ApiResponse({
    status: textOf(first).status,
    description: codes.map((code) => textOf(code).title.en).join('. '),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(
          codes.map((code) => [code, { value: problemDocument(new Problem(code), place) }]),
        ),
      },
    },
  });
}
