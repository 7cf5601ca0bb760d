import { randomBytes } from 'node:crypto';
import { ownAuthority, type Certificate } from '../certificates.js';
import { findEngine, mayFetch, type Engine, type SkippedEngine } from './engine.js';

/** What a client needs to be let in. */
export interface KafkaAccess {
  readonly ca: string;
  readonly member: Certificate;
  readonly username: string;
  readonly password: string;
}

/**
 * A broker for one spec alone that takes only whom it knows: over TLS with a certificate, and
 * with a password, by PLAIN or SCRAM-SHA-512.
 */
export async function securedKafka(): Promise<
  (Engine & { readonly access: KafkaAccess }) | SkippedEngine
> {
  if (!mayFetch()) return { name: 'kafka', skipped: 'ENGINES=fetch is not set' };
  const authority = await ownAuthority().catch(() => undefined);
  if (authority === undefined) return { name: 'kafka', skipped: 'openssl is not installed' };
  const { ca, caFile, sign, end } = authority;
  const [{ file: keyFile }, member] = [await sign('broker'), await sign('extranet')];
  const [username, password] = ['extranet', randomBytes(9).toString('hex')];
  const { kafkaFor } = await import('./kafka.js');
  const engine = await findEngine('kafka', kafkaFor({ keyFile, caFile, username, password }));
  if ('skipped' in engine) {
    end();
    return engine;
  }
  const stop = async () => {
    await engine.stop();
    end();
  };
  return { ...engine, access: { ca, member, username, password }, stop };
}
