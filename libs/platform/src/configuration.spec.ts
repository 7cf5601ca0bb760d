import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigurationRefused, readConfiguration } from './configuration.js';
import { SETTING_NAMES, settingsTable } from './settings.js';

const PRODUCTION = {
  EXTRANET_ENV: 'production',
  EXTRANET_ISSUER: 'https://login.example',
  EXTRANET_MASTER_KEY_FILE: '/secrets/master.key',
  EXTRANET_FUNDING_IBAN: 'FI2112345600000785',
};

describe('settings that are not set', () => {
  it('make the embedded test profile on this machine', () =>
    expect(readConfiguration({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      trustedProxies: [],
      dataDirectory: resolve('data'),
      environment: 'test',
      profile: 'embedded',
      signIn: {
        kind: 'self-made',
        issuer: 'urn:merchant-extranet:self-made',
        audience: 'merchant-extranet',
      },
      masterKey: { kind: 'self-made', file: resolve('data/master.key') },
      eventStore: 'sqlite',
      eventBus: 'in-process',
      requests: { kind: 'in-process' },
      viewStore: 'sqlite',
      keyStore: 'sqlite',
      fundingAccount: { recipientName: 'Svea Payments Oy', iban: 'FI7740123477777777' },
      buyerLinkGeneration: 1,
      campaigns: [101, 102, 103].map((code) => expect.objectContaining({ code }) as unknown),
      mails: {
        buyerUrl: 'http://127.0.0.1:3000/v1/buyer/',
        from: 'noreply@merchant-extranet.example',
      },
      logLevel: 'info',
    }));

  it('are the same as empty ones', () =>
    expect(readConfiguration({ HOST: '', EXTRANET_DATA: '' })).toEqual(readConfiguration({})));
});

describe('settings that are wrong', () => {
  it('are all named at once, with what to do', () => {
    const problems = problemsOf({
      PORT: '70000',
      EXTRANET_ENV: 'staging',
      EXTRANET_ISSUER: 'ftp://login.example',
      EXTRANET_LOG_LEVEL: 'loud',
      EXTRANET_FUNDING_IBAN: 'FI7740123477777778',
      EXTRANET_DATE: './data',
    });
    expect(problems).toHaveLength(6);
    expect(problems.join('\n')).toMatch(/PORT.*0 to 65535/u);
    expect(problems.join('\n')).toMatch(/EXTRANET_DATE is not a setting/u);
  });

  it('are named with what production misses besides, each once', () => {
    const problems = problemsOf({
      ...PRODUCTION,
      EXTRANET_ISSUER: 'http://x',
      PORT: 'x',
      EXTRANET_DATE: '1',
    });
    expect(problems.join('\n')).toMatch(
      /EXTRANET_DATE is not a setting[^]*PORT is not usable[^]*EXTRANET_ISSUER is not safe over http/u,
    );
    expect(problemsOf({ ...PRODUCTION, EXTRANET_ISSUER: 'ftp://x' })).toHaveLength(1);
  });

  it.each(['-1', '3e3', ' 3000', 'http', '99999'])('are a port such as %p', (PORT) =>
    expect(problemsOf({ PORT })).toEqual(['PORT is not usable: set it to a port from 0 to 65535']),
  );

  it('are an EventStoreDB without its address, told as missing', () =>
    expect(problemsOf({ EXTRANET_EVENT_STORE: 'eventstoredb' })).toEqual([
      expect.stringMatching(/EXTRANET_EVENTSTOREDB is missing/u),
    ]));

  it('are a MongoDB without its address, told as missing', () =>
    expect(problemsOf({ EXTRANET_VIEW_STORE: 'mongo' })).toEqual([
      expect.stringMatching(/EXTRANET_MONGODB is missing/u),
    ]));

  it.each([
    ['EXTRANET_EVENTSTOREDB', 'esdb://user:verysecret@db?tlsVerifyCert=false'],
    ['EXTRANET_MONGODB', 'mongodb://user:verysecret@db/?w=0'],
    ['EXTRANET_KAFKA', 'kafka://user:verysecret@db?acks=0'],
  ])('never show what a wrong %s held', (name, value) => {
    const [problem] = problemsOf({ [name]: value });
    expect(problem).toContain(`${name} is not usable`);
    expect(problem).not.toContain('verysecret');
  });

  it('are none of the variables that belong to others', () =>
    expect(() => readConfiguration({ PATH: '/bin', EXTRA: 'x' })).not.toThrow());

  it('never show what a wrong setting held', () =>
    expect(problemsOf({ EXTRANET_ISSUER: 'a-secret-by-mistake' }).join()).not.toContain('mistake'));
});

describe('an EventStoreDB', () => {
  const EXTRANET_EVENTSTOREDB = 'esdb://127.0.0.1:2113?tls=false';
  const chosen = { EXTRANET_EVENT_STORE: 'eventstoredb', EXTRANET_EVENTSTOREDB };

  it('is chosen with the address it is reached at', () =>
    expect(readConfiguration(chosen)).toMatchObject({
      eventStore: 'eventstoredb',
      eventStoreConnection: EXTRANET_EVENTSTOREDB,
    }));

  it('is spoken to with TLS in production', () =>
    expect(problemsOf({ ...PRODUCTION, ...chosen })).toEqual([
      expect.stringMatching(/not safe without TLS/u),
    ]));
});

describe('a MongoDB for views', () => {
  const EXTRANET_MONGODB = 'mongodb://127.0.0.1:27017';
  const chosen = { EXTRANET_VIEW_STORE: 'mongo', EXTRANET_MONGODB };

  it('is chosen with the address it is reached at, and a database', () =>
    expect(readConfiguration(chosen)).toMatchObject({
      viewStore: 'mongo',
      viewDatabase: { url: EXTRANET_MONGODB, database: 'extranet-views' },
    }));

  it('does not keep views of events that end with the process', () =>
    expect(problemsOf({ ...chosen, EXTRANET_EVENT_STORE: 'memory' })).toEqual([
      expect.stringMatching(/would outlive events in memory/u),
    ]));

  it('is spoken to with TLS in production', () =>
    expect(problemsOf({ ...PRODUCTION, ...chosen })).toEqual([
      expect.stringMatching(/not safe without TLS/u),
    ]));
});

describe('the keys of personal data', () => {
  const EXTRANET_MONGODB = 'mongodb://127.0.0.1:27017';

  it('lie in MongoDB when chosen, in a database of their own', () =>
    expect(readConfiguration({ EXTRANET_KEY_STORE: 'mongo', EXTRANET_MONGODB })).toMatchObject({
      keyStore: 'mongo',
      keyDatabase: { url: EXTRANET_MONGODB, database: 'extranet-keys' },
      viewStore: 'sqlite',
    }));

  it('end with events that end with the process', () =>
    expect(readConfiguration({ EXTRANET_EVENT_STORE: 'memory' }).keyStore).toBe('memory'));

  it.each([
    [{ EXTRANET_KEY_STORE: 'mongo' }, /EXTRANET_MONGODB is missing.*EXTRANET_KEY_STORE/u],
    [{ EXTRANET_KEY_STORE: 'memory' }, /without their keys/u],
    [{ EXTRANET_KEY_STORE: 'sqlite', EXTRANET_EVENT_STORE: 'memory' }, /would outlive/u],
    [{ EXTRANET_KEY_DATABASE: 'x', EXTRANET_VIEW_DATABASE: 'x' }, /is that of the views/u],
  ])('are not taken as %j', (given, problem) =>
    expect(problemsOf(given)).toEqual([expect.stringMatching(problem)]),
  );
});

describe('the cluster profile', () => {
  const engines = {
    EXTRANET_EVENTSTOREDB: 'esdb://127.0.0.1:2113?tls=false',
    EXTRANET_KAFKA: 'kafka://127.0.0.1:9092',
    EXTRANET_MONGODB: 'mongodb://127.0.0.1:27017',
  };

  it('stands on EventStoreDB, Kafka and MongoDB', () =>
    expect(readConfiguration({ EXTRANET_PROFILE: 'cluster', ...engines })).toMatchObject({
      profile: 'cluster',
      eventStore: 'eventstoredb',
      eventBus: 'kafka',
      viewStore: 'mongo',
      keyStore: 'mongo',
    }));

  it('misses the address of each of them, named all at once', () =>
    expect(
      problemsOf({ EXTRANET_PROFILE: 'cluster' }).map((each) => each.split(' ', 1)[0]),
    ).toEqual(
      expect.arrayContaining(['EXTRANET_EVENTSTOREDB', 'EXTRANET_MONGODB', 'EXTRANET_KAFKA']),
    ));

  it('lets each port be chosen alone', () =>
    expect(
      readConfiguration({
        EXTRANET_PROFILE: 'cluster',
        EXTRANET_KAFKA: engines.EXTRANET_KAFKA,
        EXTRANET_EVENT_STORE: 'sqlite',
        EXTRANET_VIEW_STORE: 'sqlite',
        EXTRANET_KEY_STORE: 'sqlite',
      }),
    ).toMatchObject({ eventStore: 'sqlite', eventBus: 'kafka', viewStore: 'sqlite' }));
});

describe('a process for each service', () => {
  const several = (environment: Readonly<Record<string, string>>) => () =>
    readConfiguration(environment, { processes: 'several' });

  it('takes nothing that belongs to one process, named all at once', () => {
    expect(several({ EXTRANET_VIEW_STORE: 'memory' })).toThrow(
      /EVENT_BUS=in-process belongs to one process.*VIEW_STORE=memory belongs to one process/su,
    );
  });
});

describe('production', () => {
  it('starts with an issuer and a master key from outside', () =>
    expect(readConfiguration(PRODUCTION)).toMatchObject({
      environment: 'production',
      signIn: { kind: 'issuer', issuer: 'https://login.example' },
      masterKey: { kind: 'given', file: '/secrets/master.key' },
    }));

  it('refuses self-made keys and the test account, all named at once', () =>
    expect(problemsOf({ EXTRANET_ENV: 'production' })).toHaveLength(3));

  it("tells merchants the institution's own account", () =>
    expect(readConfiguration(PRODUCTION).fundingAccount.iban).toBe('FI2112345600000785'));

  it('refuses events in memory', () =>
    expect(problemsOf({ ...PRODUCTION, EXTRANET_EVENT_STORE: 'memory' })).toHaveLength(1));

  it('refuses an issuer that anybody on the way could play', () =>
    expect(problemsOf({ ...PRODUCTION, EXTRANET_ISSUER: 'http://login.example' })).toHaveLength(1));
});

it('the documentation holds the table of settings', () =>
  expect(plain(readFileSync('docs/configuration.md', 'utf8'))).toContain(plain(settingsTable())));

describe('every setting', () => {
  const filesOf = (...folders: readonly string[]): readonly string[] =>
    folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    );

  it('that a document or a file of deployment names is known', () => {
    const files = filesOf('docs', 'deploy', 'services')
      .filter((file) => /\.(?:md|ya?ml|Dockerfile)$/u.test(file))
      .concat(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docker-compose.yml']);
    const named = files.flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/\bEXTRANET_[A-Z][A-Z_]*\b/gu),
    ]);
    expect(named.length).toBeGreaterThan(50);
    const known: readonly string[] = SETTING_NAMES;
    expect(named.map(([name]) => name).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('is read by this module alone', () => {
    const product = filesOf('libs', 'services').filter(
      (file) =>
        /^(?!.*\.(?:spec|fixtures)\.ts$).*\.ts$/u.test(file) && !file.startsWith('libs/testing'),
    );
    const readers = product.filter((file) =>
      /process\.env(?:\.|\[)|\{[^}]*\} = process\.env/u.test(readFileSync(file, 'utf8')),
    );
    expect(readers).toEqual([]);
  });
});

/** A table as it was before its columns were aligned. */
const plain = (table: string): string => table.replace(/ +/gu, ' ').replace(/-{3,}/gu, '---');

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationRefused) return error.problems;
    throw error;
  }
  return [];
}
