/** The import rules: which room may know which. `to` is what `from` must not import. */

const PORTS = '(event-store|event-bus|view-store|personal-data)';
const SPECS = '\\.(spec|fixtures|contract)\\.ts$|/contract/|^test/|^libs/testing/';
const EDGES = '\\.(controller|module)\\.ts$|/(main|token|fill|index)\\.ts$';
const DECIDING = '^services/(?!gateway/|simulators/|standalone/)[^/]+/src/';
const DOORS = ['^libs/[^/]+/src/index\\.ts$', '^libs/[^/]+/src/[^/]+/index\\.ts$'];
const PURE = '\\.(events|commands|decider|projection|policy)\\.ts$';
const NPM = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];

/** Layers, lowest first: each names the libs it may know besides itself. */
const LAYERS = {
  kernel: [],
  contracts: ['kernel'],
  mongo: [],
  'event-store': ['kernel', 'contracts'],
  'event-bus': ['kernel', 'contracts'],
  'view-store': ['kernel', 'contracts', 'mongo'],
  'personal-data': ['kernel', 'contracts', 'mongo'],
};

const layerRules = Object.entries(LAYERS).map(([lib, below]) => ({
  name: `${lib}-looks-down`,
  comment: `Imports point one way: ${lib} knows ${below.join(' and ') || 'nobody'}.`,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: SPECS },
  to: {
    path: '^(libs|services|test)/',
    pathNot: [`^libs/${[lib, ...below].join('/|^libs/')}/`, ...portOfTheStore(lib)],
  },
}));

/** Bus, views and personal data speak of recorded events in the words of the store's port. */
function portOfTheStore(lib) {
  const follows = ['event-bus', 'view-store', 'personal-data'].includes(lib);
  return follows ? ['^libs/event-store/src/index\\.ts$'] : [];
}

/** A driver is known in exactly one folder per port. */
const driverRules = [
  [
    'better-sqlite3',
    '^libs/(event-store|view-store|personal-data)/src/sqlite/|^libs/event-bus/src/in-process/',
  ],
  ['@eventstore/db-client', '^libs/event-store/src/eventstoredb/'],
  ['nodemailer', '^libs/platform/src/mails/'],
  ['write-excel-file', '^services/gateway/src/webstore/reports/'],
  ['kafkajs', '^libs/event-bus/src/kafka/'],
  ['mongoose', '^libs/mongo/|^libs/(view-store|personal-data)/src/mongo/'],
].map(([driver, home]) => ({
  name: `one-home-for-${driver.replace(/[^a-z0-9]+/g, '-').replace(/^-/, '')}`,
  comment: 'A driver is known in exactly one folder per port; ask the port instead.',
  severity: 'error',
  from: { path: '^(libs|services)/', pathNot: home },
  to: { path: `(^|node_modules/)(@types/)?${driver}(/|$)` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    ...driverRules,
    {
      name: 'libs-below-services',
      comment: 'A lib never knows a service.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(services|test)/' },
    },
    {
      name: 'services-are-strangers',
      comment:
        'Services meet in contracts and on the bus only; standalone alone knows them all, and simulators serve HTTP by the door of the gateway.',
      severity: 'error',
      from: {
        path: '^services/([^/]+)/',
        pathNot: '^services/standalone/|^services/simulators/src/main\\.ts$',
      },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'examples-stand-alone',
      comment: 'An example is what an integrator begins with: it knows nothing of ours.',
      severity: 'error',
      from: { path: '^examples/', pathNot: SPECS },
      to: { path: '^(libs|services|test)/' },
    },
    {
      name: 'examples-are-for-demo-and-walks',
      comment: 'The product does not stand on its examples; its demo data may use one.',
      severity: 'error',
      from: { path: '^(libs|services)/', pathNot: ['^services/standalone/src/demo/', SPECS] },
      to: { path: '^examples/' },
    },
    {
      name: 'pure-files-see-kernel-and-contracts',
      comment: 'Deciders, projections and policies see the kernel, the contracts and their room.',
      severity: 'error',
      from: { path: PURE },
      to: { path: '^libs/', pathNot: '^libs/(kernel|contracts)/' },
    },
    {
      name: 'rooms-see-kernel-and-contracts',
      comment: 'All that lies in a room of a deciding service is as pure as its decider.',
      severity: 'error',
      from: { path: `${DECIDING}[^/]+/`, pathNot: [SPECS, EDGES] },
      to: { path: '^libs/', pathNot: '^libs/(kernel|contracts)/' },
    },
    {
      name: 'pure-files-do-no-io',
      comment: 'No node module and no package in a pure file: `z` comes from the kernel.',
      severity: 'error',
      from: { path: [PURE, `${DECIDING}[^/]+/`, '^libs/contracts/'], pathNot: [SPECS, EDGES] },
      to: { dependencyTypes: ['core', ...NPM] },
    },
    {
      name: 'kernel-does-no-io',
      comment: 'The kernel stands on two packages that only calculate.',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: SPECS },
      to: { dependencyTypes: ['core', ...NPM], pathNot: 'node_modules/(zod|uuid)/' },
    },
    {
      name: 'nest-at-the-edges',
      comment: 'Nest takes requests in and wires up; nothing else knows it.',
      severity: 'error',
      from: {
        path: '^(libs|services)/',
        pathNot: [
          SPECS,
          '\\.(controller|module)\\.ts$|/main\\.ts$',
          '^libs/platform/|^services/(gateway|standalone)/|^libs/event-bus/src/(in-process|kafka|serving|tcp)/',
        ],
      },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'adapters-are-picked-in-one-place',
      comment: 'Only the platform names adapters: a service cannot tell what it stands on.',
      severity: 'error',
      from: { path: '^services/', pathNot: SPECS },
      to: { path: `^libs/${PORTS}/src/[^/]+/|^libs/mongo/` },
    },
    {
      name: 'libs-are-entered-by-the-door',
      comment: 'Another lib is known by `@libs/name`, its adapters by `@libs/name/adapter`.',
      severity: 'error',
      from: { path: '^(?:libs|services|test)/([^/]+)/' },
      to: { path: '^libs/[^/]+/', pathNot: ['^libs/$1/', ...DOORS] },
    },
    {
      name: 'product-knows-no-specs',
      comment: 'Specs, fixtures, contract suites and the testing lib are for specs.',
      severity: 'error',
      from: { path: '^(libs|services)/', pathNot: SPECS },
      to: { path: SPECS },
    },
    {
      name: 'product-needs-no-dev-packages',
      comment: 'What runs is a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^(libs|services)/', pathNot: SPECS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'packages-are-declared',
      comment: 'A package that is imported stands in package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'imports-resolve',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody needs and that needs nobody is dead.',
      severity: 'error',
      from: { orphan: true, pathNot: [SPECS, EDGES] },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
