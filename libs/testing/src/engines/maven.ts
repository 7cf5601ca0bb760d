import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirectory } from './cache.js';

/** A package of Maven's central repository, as `group:artifact:version`. */
export type Coordinates = `${string}:${string}:${string}`;

const run = promisify(execFile);
const FETCH_MS_MAX = 10 * 60_000;

/**
 * The packages with all they need, in a directory of the cache, through Maven and whatever
 * mirror it is configured for: the class path that `java -cp` takes. Fails without Maven.
 */
export async function classPath(packages: readonly Coordinates[]): Promise<string> {
  const directory = join(cacheDirectory(), packages.join('+').replace(/[^\w.+-]+/gu, '_'));
  if (!existsSync(directory)) await download(packages, directory);
  return join(directory, '*');
}

/** Fails with a few words where the program does not run. */
export async function wanted(program: string, words: readonly string[]): Promise<void> {
  await run(program, [...words]).catch(() => {
    throw new Error(`${program} is not installed`);
  });
}

/** Downloads beside, then moves: half a download is never taken for a whole one. */
async function download(packages: readonly Coordinates[], directory: string): Promise<void> {
  await wanted('mvn', ['--version']);
  mkdirSync(cacheDirectory(), { recursive: true });
  const beside = mkdtempSync(join(cacheDirectory(), 'fetching-'));
  try {
    writeFileSync(join(beside, 'pom.xml'), project(packages));
    const words = ['-q', '-B', 'dependency:copy-dependencies', '-DincludeScope=runtime'];
    const copy = () =>
      run('mvn', [...words, '-DoutputDirectory=jars'], { cwd: beside, timeout: FETCH_MS_MAX });
    await copy().catch(copy); // Two runs that fill one local repository may trip over each other.
    if (!existsSync(directory)) renameSync(join(beside, 'jars'), directory);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

const project = (packages: readonly Coordinates[]): string => `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>engines</groupId><artifactId>engines</artifactId><version>1</version>
  <dependencies>${packages.map(dependency).join('')}</dependencies>
</project>
`;

function dependency(coordinates: Coordinates): string {
  const [group, artifact, version] = coordinates.split(':');
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>
    <version>${version}</version></dependency>`;
}
