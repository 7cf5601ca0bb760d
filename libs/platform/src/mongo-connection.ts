/** What is known of a connection string without asking the driver. */
export interface MongoConnection {
  /** TLS, with certificates that are checked. */
  readonly isSecure: boolean;
}

/** The connection string is not usable. The message says why, and never repeats the string. */
export class MongoConnectionRefused extends Error {
  override readonly name = 'MongoConnectionRefused';
}

const SHAPE =
  /^(?<scheme>mongodb(?:\+srv)?):\/\/(?:(?<user>[^:@/?]+):(?<password>[^:@/?]+)@)?(?<hosts>[^@/?]+)(?:\/(?<database>[\w-]*))?(?:\?(?<options>.*))?$/u;
const HOST = /^[A-Za-z0-9._-]+(?::\d{1,5})?$/u;
const YES_OR_NO = /^(?:true|false)$/u;

/**
 * How sure a write is and whom a read asks is ours to say: options that would change that are not
 * taken. The others are checked before the driver quotes what it does not like.
 */
const OPTIONS: Readonly<Record<string, RegExp>> = {
  appName: /./u,
  authMechanism: /^(?:SCRAM-SHA-1|SCRAM-SHA-256|MONGODB-X509)$/u,
  authSource: /^[\w$-]+$/u,
  compressors: /^zlib$/u,
  directConnection: YES_OR_NO,
  loadBalanced: YES_OR_NO,
  replicaSet: /^[\w.-]+$/u,
  retryReads: YES_OR_NO,
  retryWrites: YES_OR_NO,
  ssl: YES_OR_NO,
  tls: YES_OR_NO,
  tlsAllowInvalidCertificates: YES_OR_NO,
  tlsAllowInvalidHostnames: YES_OR_NO,
  tlsCAFile: /./u,
  tlsCertificateKeyFile: /./u,
  tlsCertificateKeyFilePassword: /./u,
  w: /^majority$/u,
};

/** Reads a connection string of MongoDB; fails with `MongoConnectionRefused`. */
export function readMongoConnection(text: string): MongoConnection {
  const { scheme, hosts, ...rest } = SHAPE.exec(text.trim())?.groups ?? {};
  if (hosts === undefined)
    throw refused('it looks like `mongodb://user:password@host:27017/?tls=true`');
  if (!hosts.split(',').every((host) => HOST.test(host)))
    throw refused('hosts are names or addresses with a port, with commas between them');
  for (const word of [rest['user'], rest['password']]) checkEncoding(word ?? '');
  return { isSecure: isSecure(readOptions(rest['options'] ?? ''), scheme === 'mongodb+srv') };
}

function isSecure(given: ReadonlyMap<string, string>, unlessGiven: boolean): boolean {
  const tls = given.get('tls') ?? given.get('ssl') ?? String(unlessGiven);
  const isOn = (name: string) => given.get(name) === 'true';
  return tls === 'true' && !BLIND.some(isOn);
}

/** Anybody on the way could play the server. */
const BLIND = ['tlsAllowInvalidCertificates', 'tlsAllowInvalidHostnames'] as const;

function readOptions(text: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const pair of text === '' ? [] : text.split('&')) {
    const [name = '', value = ''] = pair.split('=', 2);
    const shape = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (shape === undefined)
      throw refused(`it takes the options ${Object.keys(OPTIONS).join(', ')}, and no others`);
    if (!shape.test(value)) throw refused(`its option ${name} has a value that is not taken`);
    checkEncoding(value);
    options.set(name, value);
  }
  return options;
}

function checkEncoding(word: string): void {
  try {
    decodeURIComponent(word);
  } catch {
    throw refused('a percent sign is written %25');
  }
}

const refused = (why: string) =>
  new MongoConnectionRefused(`the connection string is not usable: ${why}`);
