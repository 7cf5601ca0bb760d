import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { ROOT } from '../tidy/files.js';

/** The parts of a compose file that are looked at here. */
export interface Compose {
  readonly name: string;
  readonly services: Readonly<Record<string, ComposeService>>;
}
export interface ComposeService {
  readonly image: string;
  readonly command?: unknown;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: unknown;
  readonly volumes?: readonly string[];
  readonly mem_limit?: string;
  readonly cpus?: number;
}

/** Something that a cluster keeps. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: Readonly<Record<string, unknown>>;
}

export const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

export const composeFile = (): Compose =>
  parse(textOf('docker-compose.yml'), { merge: true }) as Compose;

/** `${NAME:-value}` is the value: as `docker compose` reads it with nothing set. */
export const withDefaults = (
  settings: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      value.replace(/\$\{\w+:-(.*?)\}/gu, '$1'),
    ]),
  );

const KUBERNETES = 'deploy/kubernetes';

export const kubernetesFiles = (): readonly string[] =>
  readdirSync(join(ROOT, KUBERNETES), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `${KUBERNETES}/${file}`);

/** The manifests of files that hold some. */
export const manifestsIn = (texts: readonly string[]): readonly Manifest[] =>
  texts
    .flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as Manifest))
    .filter(({ kind }) => kind !== 'Kustomization');

export interface Kustomization {
  readonly resources: readonly string[];
  readonly configMapGenerator?: readonly { readonly literals: readonly string[] }[];
}

export const kustomization = (folder: string): Kustomization =>
  parse(textOf(`${KUBERNETES}/${folder}/kustomization.yaml`)) as Kustomization;

/** The settings that a kustomization puts into its config map. */
export const literalsOf = ({
  configMapGenerator = [],
}: Kustomization): Readonly<Record<string, string>> =>
  Object.fromEntries(
    configMapGenerator
      .flatMap(({ literals }) => literals)
      .map((literal) => {
        const at = literal.indexOf('=');
        return [literal.slice(0, at), literal.slice(at + 1)];
      }),
  );

/** Whether the tool that puts the manifests together is on this machine. */
export const hasKustomize = (): boolean =>
  spawnSync('kubectl', ['kustomize', '--help'], { stdio: 'ignore' }).status === 0;

/** What a cluster would be given. */
export function built(folder: string): string {
  const { status, stdout, stderr } = spawnSync(
    'kubectl',
    ['kustomize', `${KUBERNETES}/${folder}`],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
