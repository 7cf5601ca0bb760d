import { projectFiles, read } from './files.js';
import { sourceFiles } from './names.js';

/**
 * Lone tests, and skipped ones whose reason is neither in a comment beside them nor put into
 * their title (as the contract suites do): `file:line`.
 */
export function unexplainedSkips(): readonly string[] {
  return found(/\b(?:describe|it|test)\.(?:only|skip|todo|failing)\b|\b[xf](?:it|describe)\(/u)
    .filter(({ line, above, below }) => {
      const isLone = /\.only\b|\bf(?:it|describe)\(/u.test(line);
      const isExplained = /\/\/|\*\//u.test(above + line) || (line + below).includes('${');
      return isLone || !isExplained;
    })
    .map(({ where }) => where);
}

/** Codes that a service refuses with and that its README does not name. */
export function unexplainedRefusals(service: string): readonly string[] {
  const readme = `${service}/README.md`;
  const words = projectFiles().includes(readme) ? read(readme) : '';
  const codes = sourceFiles()
    .filter((file) => file.startsWith(`${service}/src/`) && !file.endsWith('.spec.ts'))
    .flatMap((file) => [...read(file).matchAll(/\breject\(\s*'([a-z0-9-]+)'/gu)])
    .map(([, code = '']) => code);
  return [...new Set(codes)].filter((code) => !words.includes(`\`${code}\``));
}

/** Codes in a README's table of refusals that its service, libs and the gateway never say. */
export function refusalsNeverSaid(service: string): readonly string[] {
  const [, table = ''] = /^## Refuses$(.*?)^## /msu.exec(read(`${service}/README.md`)) ?? [];
  const said = sourceFiles()
    .filter((file) => /^(?:libs|services\/gateway)\//u.test(file) || file.startsWith(`${service}/`))
    .filter((file) => !/\.(?:spec|fixtures)\.ts$/u.test(file))
    .map(read)
    .join('\n');
  return [...table.matchAll(/^\| `([a-z0-9-]+)` /gmu)]
    .map(([, code = '']) => code)
    .filter((code) => !said.includes(`'${code}'`));
}

/** What belongs into an issue, not into the code: `file:line`. */
export const leftovers = (): readonly string[] =>
  found(/\/[/*].*\b(?:TODO|FIXME|XXX|HACK)\b/u).map(({ where }) => where);

/** Lines that draw instead of saying: `file:line`. */
export const banners = (): readonly string[] =>
  found(/^\s*\/[/*]+\s*[-=*#]{4,}/u).map(({ where }) => where);

/** Paths of somebody's machine in any file of the project: `file:line`. */
export function machinePaths(): readonly string[] {
  const folders = ['work', 'root', 'home', 'tmp'].join('|');
  const path = new RegExp(String.raw`(?:^|[\s'"(=:])/(?:${folders})/\w`, 'u');
  return projectFiles()
    .filter((file) => /\.(?:ts|js|cjs|json|md|ya?ml)$|^\.ci\//u.test(file))
    .filter((file) => file !== 'package-lock.json')
    .flatMap((file) => linesOf(file, path))
    .map(({ where }) => where);
}

interface Line {
  readonly where: string;
  readonly line: string;
  readonly above: string;
  readonly below: string;
}

const found = (pattern: RegExp): readonly Line[] =>
  sourceFiles()
    .filter((file) => !file.startsWith('test/tidy/'))
    .flatMap((file) => linesOf(file, pattern));

function linesOf(file: string, pattern: RegExp): readonly Line[] {
  const lines = read(file).split('\n');
  return lines.flatMap((line, at) => {
    const [above = '', below = ''] = [lines[at - 1], lines[at + 1]];
    return pattern.test(line) ? [{ where: `${file}:${at + 1}`, line, above, below }] : [];
  });
}
