import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFiles, read, ROOT } from './files.js';

/** A heading of a Markdown file, code aside; a file that is not there has none. */
export interface Heading {
  readonly level: number;
  readonly words: string;
}

export const markdownFiles = (): readonly string[] =>
  projectFiles().filter((file) => file.endsWith('.md'));

export function headingsOf(file: string): readonly Heading[] {
  if (!existsSync(join(ROOT, file))) return [];
  return [...prose(file).matchAll(/^(#{1,6}) +(.+?) *$/gmu)].map(([, marks = '', words = '']) => ({
    level: marks.length,
    words,
  }));
}

/** Links to files of the project that are not there: `file: target`. */
export function brokenLinks(file: string): readonly string[] {
  return [...prose(file).matchAll(/\]\(([^)\s]+)\)/gu)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(https?:|mailto:|#)/u.test(target))
    .filter((target) => !existsSync(join(ROOT, dirname(file), target.replace(/#.*$/u, ''))))
    .map((target) => `${file}: ${target}`);
}

/** Specs that a file names, as `folder/name.spec`, and that are not there. */
export function missingSpecs(file: string): readonly string[] {
  const files = projectFiles().map((each) => `/${each}`);
  return [...prose(file).matchAll(/`(\w[\w./-]*\.spec)`/gu)]
    .map(([, name = '']) => name)
    .filter((name) => !files.some((each) => each.endsWith(`/${name}.ts`)))
    .map((name) => `${file}: ${name}`);
}

/** The npm scripts that a file tells its reader to run. */
export function scriptsNamedIn(file: string): readonly string[] {
  const run = [...read(file).matchAll(/\bnpm run ([a-z][\w:-]*)/gu)].map(([, name = '']) => name);
  const short = [...read(file).matchAll(/\bnpm (start|test)\b/gu)].map(([, name = '']) => name);
  return [...new Set([...run, ...short])];
}

/** A file without its blocks of code. */
const prose = (file: string): string => read(file).replace(/^```.*?^```/gmsu, '');
