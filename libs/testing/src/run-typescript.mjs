/**
 * Lets a process that a spec starts run our TypeScript: `node --import <this file> child.ts`.
 * Compiles each file as Jest does, and finds `@libs/…` and `@services/…` as tsconfig.json does.
 */
import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transformFile } from '@swc/core';

const LIBS = new URL('../../', import.meta.url);
const SERVICES = new URL('../services/', LIBS);
const SWC = {
  swcrc: false,
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'es6' },
};

// Node runs hooks in a thread of their own, where this file is loaded again.
if (isMainThread) register(import.meta.url);

export async function resolve(specifier, context, next) {
  const [, lib, folder = ''] = /^@libs\/([^/]+)(\/[^/]+)?$/u.exec(specifier) ?? [];
  if (lib !== undefined) return found(new URL(`${lib}/src${folder}/index.ts`, LIBS));
  const [, service] = /^@services\/([^/]+)$/u.exec(specifier) ?? [];
  if (service !== undefined) return found(new URL(`${service}/src/index.ts`, SERVICES));
  if (/^\.{1,2}\/.*\.js$/u.test(specifier)) {
    const source = new URL(specifier.replace(/\.js$/u, '.ts'), context.parentURL);
    if (existsSync(source)) return found(source);
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), SWC);
  return { format: 'module', source: code, shortCircuit: true };
}

const found = (url) => ({ url: url.href, format: 'module', shortCircuit: true });
