import { basename } from 'node:path';
import { projectFiles, read } from './files.js';

/** What may stand between a file's name and `.ts`: its role (STYLE.md, section 2). */
const ROLES = [
  'commands',
  'contract',
  'controller',
  'decider',
  'dto',
  'events',
  'evolve',
  'filter',
  'fixtures',
  'guard',
  'interceptor',
  'module',
  'pipe',
  'policy',
  'projection',
  'state',
  'views',
];
/** What kind of spec it is, where it is one. */
const SPECS = ['faults.spec', 'properties.spec', 'spec', 'walk.spec'];

/** Words that say nothing, wherever they stand in a name. */
const EMPTY_WORDS = ['manager', 'helper', 'helpers', 'util', 'utils', 'common', 'base', 'impl'];
/** Words that say nothing at the end of a name. */
const EMPTY_ENDINGS = ['data', 'info', 'async'];
/** What the domain calls by such a word: it says something there. */
const OUR_WORDS = /(?:personal|demo)-?data/giu;

const LINES_MAX = 300;

export const sourceFiles = (): readonly string[] =>
  projectFiles().filter((file) => /^(libs|services|examples|test)\/.*\.ts$/u.test(file));

export function filesOfNoRole(): readonly string[] {
  return sourceFiles().filter((file) => {
    const [, ...parts] = basename(file, '.ts').split('.');
    const [role = '', ...kind] = ROLES.includes(parts[0] ?? '') ? parts : ['', ...parts];
    return !['', ...ROLES].includes(role) || !['', ...SPECS].includes(kind.join('.'));
  });
}

export function longFiles(): readonly string[] {
  return sourceFiles().filter((file) => read(file).trimEnd().split('\n').length > LINES_MAX);
}

/** Names of files and of what they declare that have an empty word: `file: name`. */
export function emptyNames(): readonly string[] {
  return sourceFiles().flatMap((file) =>
    [...file.replace(/\.ts$/u, '').split(/[/.]/u), ...declaredIn(file)]
      .filter((name) => isEmptyName(name.replace(OUR_WORDS, '')))
      .map((name) => `${file}: ${name}`),
  );
}

/** Classes that call themselves a service, interfaces with a prefix, handlers off the path. */
export function wrongForms(): readonly string[] {
  return sourceFiles().flatMap((file) =>
    [
      ...read(file).matchAll(/\bclass \w*Service\b/gu),
      ...read(file).matchAll(/\binterface I[A-Z][a-z]\w*/gu),
      ...read(file).matchAll(/\bfunction handle(?!Command\b)[A-Z]\w*/gu),
    ].map(([words]) => `${file}: ${words}`),
  );
}

function declaredIn(file: string): readonly string[] {
  const declared =
    /^(?:export )?(?:abstract )?(?:async )?(?:class|interface|type|function) (\w+)/gmu;
  const values = /^export const (\w+)/gmu;
  return [declared, values].flatMap((form) =>
    [...read(file).matchAll(form)].map(([, name = '']) => name),
  );
}

function isEmptyName(name: string): boolean {
  const words = name
    .split(/[-_]|(?<=[a-z0-9])(?=[A-Z])/u)
    .map((word) => word.toLowerCase())
    .filter(Boolean);
  const isEnding = words.length > 1 && EMPTY_ENDINGS.includes(words.at(-1) ?? '');
  return isEnding || words.some((word) => EMPTY_WORDS.includes(word));
}
