import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CATEGORIES } from '@libs/contracts';
import { z } from '@libs/kernel';
import { cardNumbersIn } from './tidy/card-numbers.js';
import { narrowings } from './tidy/compatibility.js';
import {
  declaredEvents,
  documentFile,
  documentOf,
  fixtureOf,
  savedDocument,
  savedFixtures,
  savedTypes,
} from './tidy/event-catalogue.js';
import { projectFiles, read, ROOT } from './tidy/files.js';
import {
  banners,
  leftovers,
  machinePaths,
  refusalsNeverSaid,
  unexplainedRefusals,
  unexplainedSkips,
} from './tidy/habits.js';
import { FORBIDDEN_IMPORTS, stoppedImports } from './tidy/import-rules.js';
import {
  brokenLinks,
  headingsOf,
  markdownFiles,
  missingSpecs,
  scriptsNamedIn,
  type Heading,
} from './tidy/markdown.js';
import { emptyNames, filesOfNoRole, longFiles, wrongForms } from './tidy/names.js';
import { missingSources } from './tidy/sources.js';

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`);

const named = (level: number, headings: readonly Heading[]): readonly string[] =>
  headings.filter((heading) => heading.level === level).map(({ words }) => words);

describe('every service', () => {
  const parts = ['Decides', 'Shows', 'Follows', 'Refuses', 'Promises'];

  it.each(foldersIn('services'))('%s says what it decides, shows and follows', (service) =>
    expect(named(2, headingsOf(`${service}/README.md`)).slice(0, parts.length)).toEqual(parts),
  );
});

describe('every refusal', () => {
  it.each(foldersIn('services'))('of %s is explained in its README', (service) =>
    expect(unexplainedRefusals(service)).toEqual([]),
  );

  it.each(foldersIn('services'))('in the README of %s is one that is said', (service) =>
    expect(refusalsNeverSaid(service)).toEqual([]),
  );
});

describe('every stored event', () => {
  const events = declaredEvents();

  it('has a name of its own', () =>
    expect(new Set(events.map(({ type }) => type)).size).toBe(events.length));

  it.each(events)('$type has not become narrower than docs/events says', (declared) => {
    const saved = savedDocument(declared.type);
    const today = documentOf(declared);
    expect(
      saved === undefined ? ['it has no page: npm run docs:events'] : narrowings(saved, today),
    ).toEqual([]);
  });

  it.each(events)('$type has a page that is up to date (npm run docs:events)', (declared) =>
    expect(savedDocument(declared.type)).toEqual(documentOf(declared)),
  );

  it('has not vanished', () =>
    expect(savedTypes()).toEqual(events.map(({ type }) => type as string).sort()));

  it('has a fixture of its version', () =>
    expect(savedFixtures()).toEqual(
      expect.arrayContaining(events.map(({ type }) => fixtureOf(type).file)),
    ));

  it.each(savedFixtures())('reads as it once was written: %s', (file) => {
    const stored = JSON.parse(read(file)) as { readonly type: string };
    const contracts = Object.values(CATEGORIES).map(({ event }): z.ZodType => event);
    expect(fixtureOf(stored.type).file).toBe(file);
    expect(z.union(contracts).parse(stored)).toEqual(stored);
  });
});

describe('every example', () => {
  const files = [...savedFixtures(), ...savedTypes().map(documentFile)];

  it.each(files)('%s shows nothing that could be a card number', (file) =>
    expect(cardNumbersIn(read(file))).toEqual([]),
  );
});

describe('every adapter', () => {
  const ports = ['event-store', 'event-bus', 'view-store', 'personal-data'];
  const adapters = ports
    .flatMap((port) => foldersIn(`libs/${port}/src`))
    .filter((folder) => existsSync(join(ROOT, folder, 'index.ts')));

  it.each(adapters)('%s passes the contract of its port', (adapter) => {
    const specs = readdirSync(join(ROOT, adapter)).filter((file) => file.endsWith('.spec.ts'));
    expect(specs.some((spec) => /\w+Contract\(/u.test(read(`${adapter}/${spec}`)))).toBe(true);
  });
});

describe('the documents', () => {
  it.each(markdownFiles())('%s has one title', (file) =>
    expect(headingsOf(file).filter(({ level }) => level === 1)).toHaveLength(1),
  );

  it('link to what is there', () => expect(markdownFiles().flatMap(brokenLinks)).toEqual([]));

  it('name specs that exist', () => expect(markdownFiles().flatMap(missingSpecs)).toEqual([]));

  it('name commands that exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const named = markdownFiles().flatMap(scriptsNamedIn);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('begin with the two commands of a fresh machine', () => {
    const [screen = ''] = read('README.md').split(/^## /mu);
    expect(screen).toContain('npm ci && npm start');
    expect(screen).toContain('npm ci && npm test');
  });
});

describe('the sources of rules', () => {
  it('that comments name are there to be read', () => expect(missingSources()).toEqual([]));
});

describe('the decisions', () => {
  const decisions = projectFiles().filter((file) => file.startsWith('docs/adr/'));
  const numberOf = (file: string) => Number(/(\d{4})-[a-z0-9-]+\.md$/u.exec(file)?.[1]);
  const parts = ['Status', 'Context', 'Decision', 'Consequences'];

  it('are numbered without a gap', () =>
    expect(decisions.map(numberOf).sort((a, b) => a - b)).toEqual(
      decisions.map((_, at) => at + 1),
    ));

  it.each(decisions)('%s has its four parts', (file) =>
    expect(named(2, headingsOf(file))).toEqual(parts),
  );

  it.each(decisions)('%s is accepted, or names what superseded it', (file) =>
    expect(read(file)).toMatch(/^## Status\n\n(?:Accepted|Superseded by \[?\d{4})/mu),
  );
});

describe('the changelog', () => {
  const headings = headingsOf('CHANGELOG.md');
  const version = /^\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/u;
  const kinds = ['Breaking', 'Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];

  it('begins with what is not released', () =>
    expect([...named(1, headings), named(2, headings)[0]]).toEqual(['Changelog', '[Unreleased]']));

  it('names versions with their day', () =>
    expect(
      named(2, headings)
        .slice(1)
        .filter((words) => !version.test(words)),
    ).toEqual([]));

  it('sorts changes by kind', () =>
    expect(named(3, headings).filter((words) => !kinds.includes(words))).toEqual([]));

  it('is written in sentences', () => {
    const entries =
      read('CHANGELOG.md')
        .replace(/\n +(?=\S)/gu, ' ')
        .match(/^- .*$/gmu) ?? [];
    expect(entries.filter((entry) => !/^- [\p{Lu}`].*\.$/u.test(entry))).toEqual([]);
  });
});

describe('the names', () => {
  it('of files end in a role from the closed list', () => expect(filesOfNoRole()).toEqual([]));
  it('have no word that says nothing', () => expect(emptyNames()).toEqual([]));
  it('have the forms of the style', () => expect(wrongForms()).toEqual([]));
});

describe('the code', () => {
  it('lies in files of one screen or a few', () => expect(longFiles()).toEqual([]));
  it('leaves no test out without a reason beside it', () => expect(unexplainedSkips()).toEqual([]));
  it('keeps its wishes in issues', () => expect(leftovers()).toEqual([]));
  it('has no banners', () => expect(banners()).toEqual([]));
  it('names no place on a machine', () => expect(machinePaths()).toEqual([]));
});

describe('the import rules', () => {
  it('stop every import that they forbid', () => {
    const stopped = stoppedImports();
    const passed = FORBIDDEN_IMPORTS.map(({ rule, from }) => `${rule}: ${from}`).filter(
      (example) => !stopped.includes(example),
    );
    expect(passed).toEqual([]);
  });
});
