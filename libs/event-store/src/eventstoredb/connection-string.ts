/** What the adapter takes from a connection string; its secrets stay in here. */
export interface Connection {
  readonly connectionString: string;
  /** Named in every append: with them the client answers each call on its own (ADR 21). */
  readonly credentials: { readonly username: string; readonly password: string };
  /** Milliseconds within which a call must answer. */
  readonly deadlineMs: number;
  readonly isSecure: boolean;
}

/** The connection string is not usable. The message says why, and never repeats the string. */
export class ConnectionStringRefused extends Error {
  override readonly name = 'ConnectionStringRefused';
}

const SHAPE =
  /^esdb(?:\+discover)?:\/\/(?:(?<user>[^:@/?]+):(?<password>[^@/?]+)@)?(?<hosts>[^@/?]+)\/?(?:\?(?<options>.*))?$/u;
const HOST = /^[A-Za-z0-9._-]+(?::\d{1,5})?$/u;
const DEADLINE_MS = 5000;

/** The client prints strings that it does not like, passwords and all: it is given none of these. */
const OPTIONS: Readonly<Record<string, RegExp>> = {
  tls: /^(?:true|false)$/u,
  tlsCAFile: /./u,
  connectionName: /./u,
  defaultDeadline: /^[1-9]\d{0,6}$/u,
  keepAliveInterval: /^(?:-1|\d{1,7})$/u,
  keepAliveTimeout: /^(?:-1|\d{1,7})$/u,
  maxDiscoverAttempts: /^\d{1,4}$/u,
  discoveryInterval: /^\d{1,7}$/u,
  gossipTimeout: /^\d{1,4}$/u,
  // A follower may be behind what was just appended.
  nodePreference: /^leader$/iu,
};

/** Ignored by a server that is spoken to without TLS; the client wants some all the same. */
const NOBODY = { username: 'nobody', password: 'nobody' };

/** Reads a connection string; fails with `ConnectionStringRefused`. */
export function readConnectionString(text: string): Connection {
  const { user, password, hosts, options } = SHAPE.exec(text.trim())?.groups ?? {};
  if (hosts === undefined) throw refused('it looks like `esdb://user:password@host:2113?tls=true`');
  if (!hosts.split(',').every((host) => HOST.test(host)))
    throw refused('hosts are names or addresses with a port, with commas between them');
  const given = readOptions(options ?? '');
  const isSecure = given.get('tls') !== 'false';
  const credentials = credentialsOf(user, password, isSecure);
  const deadlineMs = Number(given.get('defaultDeadline') ?? DEADLINE_MS);
  return { connectionString: text.trim(), credentials, deadlineMs, isSecure };
}

function readOptions(text: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const pair of text === '' ? [] : text.split('&')) {
    const [name = '', value = ''] = pair.split('=', 2);
    const shape = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (shape === undefined)
      throw refused(`it takes the options ${Object.keys(OPTIONS).join(', ')}, and no others`);
    if (!shape.test(value)) throw refused(`its option ${name} has a value that is not taken`);
    options.set(name, value);
  }
  return options;
}

function credentialsOf(user: string | undefined, password: string | undefined, isSecure: boolean) {
  if (user === undefined || password === undefined) {
    if (isSecure) throw refused('with TLS it names a user and a password');
    return NOBODY;
  }
  if (password.includes(':')) throw refused('a colon in a password is written %3A');
  return { username: decoded(user), password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refused('a percent sign in a name or a password is written %25');
  }
}

const refused = (why: string) =>
  new ConnectionStringRefused(`the connection string is not usable: ${why}`);
