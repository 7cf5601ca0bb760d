import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A certificate of 127.0.0.1 with its key, as PEM texts; both lie in one file as well. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly file: string;
}

/** An authority of one spec. */
export interface Authority {
  /** Its own certificate, as a PEM text. */
  readonly ca: string;
  readonly caFile: string;
  sign(name: string): Promise<Certificate>;
  /** Removes its files. */
  end(): void;
}

const run = promisify(execFile);
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const CONFIGURATION = `
[req]
distinguished_name = subject
x509_extensions = authority
[subject]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[member]
subjectAltName = IP:127.0.0.1, DNS:localhost
extendedKeyUsage = serverAuth, clientAuth
`;

/** Makes an authority that is good for two days. Fails without openssl. */
export async function ownAuthority(): Promise<Authority> {
  const directory = mkdtempSync(join(tmpdir(), 'authority-'));
  const at = (name: string) => join(directory, name);
  const text = (name: string) => readFileSync(at(name), 'utf8');
  const openssl = (...words: readonly string[]) => run('openssl', [...words], { cwd: directory });
  const common = ['-days', '2', '-config', 'openssl.cnf'];
  writeFileSync(at('openssl.cnf'), CONFIGURATION);
  const own = ['-subj', '/CN=authority', '-keyout', 'ca.key', '-out', 'ca.crt'];
  await openssl('req', '-x509', ...KEY, ...common, ...own);
  return {
    ca: text('ca.crt'),
    caFile: at('ca.crt'),
    sign: async (name) => {
      const [key, wish, cert] = [`${name}.key`, `${name}.csr`, `${name}.crt`];
      const asked = ['-config', 'openssl.cnf', '-subj', `/CN=${name}`];
      await openssl('req', '-new', ...KEY, ...asked, '-keyout', key, '-out', wish);
      const signed = ['-extfile', 'openssl.cnf', '-extensions', 'member', '-days', '2'];
      const by = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'];
      await openssl('x509', '-req', '-in', wish, ...by, ...signed, '-out', cert);
      writeFileSync(at(`${name}.pem`), text(key) + text(cert), { mode: 0o600 });
      return { cert: text(cert), key: text(key), file: at(`${name}.pem`) };
    },
    end: () => rmSync(directory, { recursive: true, force: true }),
  };
}
