import { z } from '@libs/kernel';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ANSWER_SCHEMAS } from '../answers/answer-schemas.js';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** The API as OpenAPI 3.1: paths from the controllers, answers from the contracts. */
export function openApiDocument(application: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Merchant extranet')
    .setDescription(DESCRIPTION)
    .setVersion('1.0.0')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'An access token (RFC 9068). Merchant and scopes come from it alone.',
      },
      'bearer',
    )
    .build();
  const document = SwaggerModule.createDocument(application, config, {
    operationIdFactory: (controller, method) =>
      `${controller.replace(/Controller$/u, '').toLowerCase()}.${method}`,
  });
  const bodies = closed(document.components?.schemas ?? {});
  return {
    ...document,
    components: { ...document.components, schemas: { ...bodies, ...answerSchemas() } },
  };
}

const DESCRIPTION = [
  'Orders, refunds and settlement of a payment institution, for merchants.',
  'Money is in cents, times are UTC (RFC 3339). Errors are `application/problem+json` (RFC 9457), in Finnish, Swedish or English by `Accept-Language`.',
  'A command answers `Extranet-Position`; a `GET` with `atLeast` waits until its view has come to it.',
].join('\n\n');

/** A body takes no field that it does not name. */
function closed(schemas: Schemas): Schemas {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      { ...schema, additionalProperties: false },
    ]),
  );
}

/** The answers as JSON Schema, each under its name. */
function answerSchemas(): Schemas {
  const registry = z.registry<{ readonly id: string }>();
  for (const [id, schema] of Object.entries(ANSWER_SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => `#/components/schemas/${id}`,
    reused: 'inline',
    // That nobody changes a value in memory is nothing to tell a caller.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _dialect, $id: _id, id: _name, ...schema }]) => [
      name,
      schema,
    ]),
  ) as Schemas;
}
