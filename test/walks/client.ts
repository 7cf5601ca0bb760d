import { PATIENCE_MS } from '@libs/testing';

/** An answer over real HTTP: what a person with curl sees. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Bodies are read field by field in the walks; a wrong field fails the sentence.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface Client {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  put(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  delete(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

/** A client that acts as the bearer of a token; without one it is nobody. */
export function clientOf(address: string, token?: string): Client {
  const who: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  const send =
    (method: string) =>
    (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
      ask(`${address}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...who, ...headers },
        body: JSON.stringify(body),
      });
  return {
    get: (path, headers = {}) => ask(`${address}${path}`, { headers: { ...who, ...headers } }),
    post: send('POST'),
    put: send('PUT'),
    delete: (path, headers = {}) =>
      ask(`${address}${path}`, { method: 'DELETE', headers: { ...who, ...headers } }),
  };
}

async function ask(url: string, request: RequestInit): Promise<Answer> {
  const response = await fetch(url, request);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : text,
  };
}

/**
 * Asks with the ETag of what is shown, and with a newer one where that has moved on: who keeps a
 * page may lag a moment behind who has decided.
 */
export const askAsShown = (
  who: Client,
  path: string,
  body: unknown,
  { about, key }: { readonly about: string; readonly key: string },
): Promise<Answer> =>
  until(
    async () => {
      const etag = (await who.get(about)).headers.get('etag');
      const ifMatch: Record<string, string> = etag === null ? {} : { 'if-match': etag };
      return who.post(path, body, { 'idempotency-key': key, ...ifMatch });
    },
    ({ status }) => status !== 412,
  );

/** Asks again until the answer is as wished, or says what it was at the last try. */
export async function until(
  askAgain: () => Promise<Answer>,
  isWished: (answer: Answer) => boolean,
  timeoutMs = PATIENCE_MS,
): Promise<Answer> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const answer = await askAgain();
    if (isWished(answer)) return answer;
    if (Date.now() > giveUpAt)
      throw new Error(
        `still not so after ${timeoutMs} ms: ${answer.status} ${JSON.stringify(answer.body).slice(0, 2000)}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
