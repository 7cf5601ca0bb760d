import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One address before several doors, as a load balancer has in front of them. */
export interface Front {
  readonly address: string;
  close(): Promise<void>;
}

/** `doorsFor` names the addresses that may take a path; the next one is tried where nobody listens. */
export async function startFront(doorsFor: (path: string) => readonly string[]): Promise<Front> {
  let turn = 0;
  const server = createServer((request, answer) => {
    const doors = doorsFor(request.url ?? '/');
    turn += 1;
    const inTurn = doors.map((_, index) => doors[(index + turn) % doors.length] ?? '');
    void handOn(request, answer, inTurn);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Headers of this connection, and of the body as it was sent: neither is the next one's. */
const OWN = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'host',
  'keep-alive',
  'transfer-encoding',
]);

async function handOn(
  request: IncomingMessage,
  answer: ServerResponse,
  doors: readonly string[],
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const headers = Object.entries(request.headers).filter(([name]) => !OWN.has(name)) as [
    string,
    string,
  ][];
  for (const door of doors)
    try {
      const told = await fetch(`${door}${url}`, {
        ...{ method, headers, redirect: 'manual' },
        ...(body.length > 0 && { body }),
      });
      const text = Buffer.from(await told.arrayBuffer());
      const kept = [...told.headers].filter(([name]) => !OWN.has(name));
      answer.writeHead(told.status, Object.fromEntries(kept)).end(text);
      return;
    } catch (error) {
      // Anything but a closed door may have been heard: the caller decides whether to ask again.
      if ((error as { cause?: { code?: unknown } }).cause?.code !== 'ECONNREFUSED') break;
    }
  answer.writeHead(502, { 'content-type': 'application/json' }).end('{}');
}
