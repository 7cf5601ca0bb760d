import { projectFiles, read } from './files.js';
import { headingsOf } from './markdown.js';
import { sourceFiles } from './names.js';

/** Sources that comments name and that are not there: `file: (domain: …)` or `file: ADR …`. */
export function missingSources(): readonly string[] {
  const headings = headingsOf('docs/domain.md').map(({ words }) => words);
  const decisions = projectFiles().flatMap((file) => {
    const [, number] = /^docs\/adr\/(\d{4})-/u.exec(file) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
  return sourceFiles().flatMap((file) => {
    const words = commentsOf(file);
    const rules = [...words.matchAll(/\bdomain: ([A-Z][^)]+)\)/gu)]
      .map(([, heading = '']) => heading)
      .filter((heading) => !headings.includes(heading))
      .map((heading) => `${file}: (domain: ${heading})`);
    const whys = [...words.matchAll(/\bADR (\d+)/gu)]
      .map(([, number]) => Number(number))
      .filter((number) => !decisions.includes(number))
      .map((number) => `${file}: ADR ${number}`);
    return [...rules, ...whys];
  });
}

/** What a file says beside its code, on one line, however it was wrapped. */
const commentsOf = (file: string): string =>
  (read(file).match(/^\s*(?:\/?\*|\/\/).*$/gmu) ?? [])
    .map((line) => line.replace(/^\s*(?:\/?\*+|\/\/)\s*/u, '').replace(/\s*\*\/$/u, ''))
    .join(' ');
