/** Keyed hashes made with keys derived from the master key; each purpose has a key of its own. */
export interface Secrets {
  /** Keyed hash of a body (any JSON, keys in any order): base64url, 32 bytes. */
  fingerprint(body: unknown): string;
  /** Signs and checks opaque texts such as cursors; `undefined` when the text was forged. */
  sign(purpose: string, text: string): string;
  verify(purpose: string, signed: string): string | undefined;
  /** A number from 0 to `below - 1`, the same for the same text: made into funding references. */
  number(purpose: string, text: string, below: bigint): bigint;
}
