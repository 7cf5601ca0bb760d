import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from '@libs/kernel';
import { ROOT } from './files.js';

/** An import that must not pass, and the rule that stops it. */
export interface ForbiddenImport {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** One example for each promise of ARCHITECTURE.md's layers. */
export const FORBIDDEN_IMPORTS: readonly ForbiddenImport[] = [
  { rule: 'kernel-looks-down', from: 'libs/kernel/src/a.ts', to: '@libs/contracts' },
  { rule: 'contracts-looks-down', from: 'libs/contracts/src/a.ts', to: '@libs/event-store' },
  { rule: 'mongo-looks-down', from: 'libs/mongo/src/a.ts', to: '@libs/contracts' },
  { rule: 'event-store-looks-down', from: 'libs/event-store/src/a.ts', to: '@libs/view-store' },
  { rule: 'event-bus-looks-down', from: 'libs/event-bus/src/a.ts', to: '@libs/platform' },
  { rule: 'view-store-looks-down', from: 'libs/view-store/src/a.ts', to: '@libs/event-bus' },
  { rule: 'personal-data-looks-down', from: 'libs/personal-data/src/a.ts', to: '@libs/platform' },
  { rule: 'libs-below-services', from: 'libs/platform/src/a.ts', to: '@services/orders' },
  { rule: 'examples-stand-alone', from: 'examples/bank/src/a.ts', to: '@libs/kernel' },
  {
    rule: 'examples-are-for-demo-and-walks',
    from: 'services/refunds/src/d.ts',
    to: '@examples/settlement-consumer',
  },
  { rule: 'services-are-strangers', from: 'services/orders/src/a.ts', to: '@services/refunds' },
  {
    rule: 'pure-files-see-kernel-and-contracts',
    from: 'services/orders/src/order/a.decider.ts',
    to: '@libs/event-store',
  },
  {
    rule: 'pure-files-see-kernel-and-contracts',
    from: 'services/orders/src/views/lines/a.projection.ts',
    to: '@libs/view-store',
  },
  {
    rule: 'pure-files-see-kernel-and-contracts',
    from: 'services/orders/src/policies/a.policy.ts',
    to: '@libs/platform',
  },
  {
    rule: 'rooms-see-kernel-and-contracts',
    from: 'services/orders/src/order/a.ts',
    to: '@libs/platform',
  },
  {
    rule: 'rooms-see-kernel-and-contracts',
    from: 'services/of-tomorrow/src/visit/a.ts',
    to: '@libs/platform',
  },
  { rule: 'pure-files-do-no-io', from: 'services/orders/src/order/b.decider.ts', to: 'node:fs' },
  { rule: 'pure-files-do-no-io', from: 'libs/contracts/src/b.ts', to: 'zod' },
  { rule: 'kernel-does-no-io', from: 'libs/kernel/src/b.ts', to: 'node:crypto' },
  { rule: 'nest-at-the-edges', from: 'libs/event-store/src/b.ts', to: '@nestjs/common' },
  { rule: 'nest-at-the-edges', from: 'services/refunds/src/a.ts', to: '@nestjs/common' },
  {
    rule: 'adapters-are-picked-in-one-place',
    from: 'services/orders/src/orders.module.ts',
    to: '@libs/event-store/sqlite',
  },
  {
    rule: 'adapters-are-picked-in-one-place',
    from: 'services/gateway/src/b.ts',
    to: '@libs/mongo',
  },
  {
    rule: 'libs-are-entered-by-the-door',
    from: 'services/orders/src/b.ts',
    to: '../../../libs/kernel/src/door.js',
  },
  {
    rule: 'product-knows-no-specs',
    from: 'services/orders/src/c.ts',
    to: './order/order.fixtures.js',
  },
  { rule: 'product-needs-no-dev-packages', from: 'libs/platform/src/b.ts', to: 'fast-check' },
  { rule: 'imports-resolve', from: 'libs/platform/src/c.ts', to: './nowhere.js' },
  { rule: 'no-cycles', from: 'libs/platform/src/d.ts', to: './d.js' },
  { rule: 'no-orphans', from: 'libs/platform/src/e.ts', to: '' },
  ...['event-store', 'event-bus', 'view-store', 'personal-data', 'platform'].map((lib) => ({
    rule: 'one-home-for-better-sqlite3',
    from: `libs/${lib}/src/memory/driver.ts`,
    to: 'better-sqlite3',
  })),
  { rule: 'one-home-for-kafkajs', from: 'services/refunds/src/b.ts', to: 'kafkajs' },
  { rule: 'one-home-for-mongoose', from: 'libs/event-store/src/mongo/b.ts', to: 'mongoose' },
  {
    rule: 'one-home-for-eventstore-db-client',
    from: 'libs/event-bus/src/kafka/b.ts',
    to: '@eventstore/db-client',
  },
];

const LIBS = [
  ...['kernel', 'contracts', 'mongo'],
  ...['event-store', 'event-bus', 'view-store', 'personal-data'],
];
const Cruise = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** Writes a small project with every forbidden import, and tells which rule stopped which file. */
export function stoppedImports(): readonly string[] {
  const project = mkdtempSync(join(tmpdir(), 'import-rules-'));
  try {
    for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
      cpSync(join(ROOT, file), join(project, file));
    symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
    const doors = [
      ...[...LIBS, 'platform'].map((lib) => `libs/${lib}/src/index.ts`),
      ...['orders', 'refunds'].map((service) => `services/${service}/src/index.ts`),
      'libs/event-store/src/sqlite/index.ts',
      'libs/kernel/src/door.ts',
      'services/orders/src/order/order.fixtures.ts',
      'examples/settlement-consumer/src/index.ts',
    ];
    for (const door of doors) write(project, door, 'export const door = 1;\n');
    for (const { from, to } of FORBIDDEN_IMPORTS)
      write(project, from, to === '' ? 'export {};\n' : `import * as a from '${to}';\nvoid a;\n`);
    return violations(project).map(({ from, rule }) => `${rule.name}: ${from}`);
  } finally {
    rmSync(project, { recursive: true });
  }
}

function violations(project: string) {
  const command = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const answer = run(process.execPath, [command, ...options, 'libs', 'services', 'examples'], {
    cwd: project,
  });
  return Cruise.parse(JSON.parse(answer)).summary.violations;
}

/** The command's output, also when it ends with the number of violations it found. */
function run(file: string, options: readonly string[], where: ExecFileSyncOptions): string {
  try {
    return execFileSync(file, options, { ...where, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    return String((error as { readonly stdout?: unknown }).stdout);
  }
}

function write(project: string, file: string, contents: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), contents);
}
