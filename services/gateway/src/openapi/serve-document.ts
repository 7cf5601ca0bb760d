import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openApiDocument } from './document.js';

/** The page's own files, and those of the viewer that comes with Nest's OpenAPI package. */
const VIEWER_FILES = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const;

/** Serves the document at `/openapi.json` and a page for it at `/docs`; made when asked for. */
export function serveDocument(application: NestFastifyApplication): void {
  const fastify = application.getHttpAdapter().getInstance();
  let document: string | undefined;
  fastify.get('/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(application));
    return reply.type('application/json; charset=utf-8').send(document);
  });
  fastify.get('/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
  fastify.get('/docs/start.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(START),
  );
  for (const [file, type] of Object.entries(VIEWER_FILES))
    fastify.get(`/docs/${file}`, async (_request, reply) =>
      reply.type(type).send(await readFile(join(viewerFolder(), file))),
    );
}

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Merchant extranet: the API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="document"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const START =
  "SwaggerUIBundle({ url: '/openapi.json', dom_id: '#document', deepLinking: true });\n";

/** The viewer is a part of `@nestjs/swagger`, so it is found from there. */
function viewerFolder(): string {
  const here = createRequire(import.meta.url);
  const there = createRequire(here.resolve('@nestjs/swagger/package.json'));
  return dirname(there.resolve('swagger-ui-dist/package.json'));
}
