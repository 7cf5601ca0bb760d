import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { CONFIGURATION, HEALTH, LOGGER, METRICS, PORTS, REQUESTS } from '@libs/platform';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GatewayModule } from './gateway.module.js';
import { httpAdapter } from './http/http-adapter.js';
import { openApiDocument } from './openapi/document.js';
import { errorsPage } from './problems/errors-page.js';

const tokens = [CONFIGURATION, HEALTH, LOGGER, METRICS, PORTS, REQUESTS];

/** Stands where the platform would: to write a document, nothing behind the routes is needed. */
@Global()
@Module({
  providers: tokens.map((provide) => ({ provide, useValue: {} })),
  exports: tokens,
})
class NothingModule {}

@Module({ imports: [NothingModule, GatewayModule] })
class DocumentedModule {}

const application = await NestFactory.create(DocumentedModule, httpAdapter(), {
  preview: true,
  bodyParser: false,
  logger: ['error'],
});
const document = JSON.stringify(openApiDocument(application), undefined, 2);
await writeFile('docs/openapi.json', `${document}\n`);
await writeFile('docs/errors.md', errorsPage());
