import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** Answers for a process that cannot start yet: it lives, and says what it waits for. */
export interface WaitingRoom {
  /** Opens the door, or tells another reason at the one that is open. */
  wait(check: { readonly name: string; readonly detail: string }): Promise<void>;
  close(): Promise<void>;
}

/** On the port that the process itself will listen on. */
export function waitingRoom(place: { readonly host: string; readonly port: number }): WaitingRoom {
  let server: Server | undefined;
  let checks: readonly object[] = [];
  return {
    wait: async (check) => {
      checks = [{ status: 'failing', ...check }];
      server ??= await listening(place, () => checks);
    },
    close: async () => {
      const open = server;
      server = undefined;
      if (open === undefined) return;
      open.close();
      open.closeAllConnections();
      await once(open, 'close');
    },
  };
}

async function listening(
  { host, port }: { readonly host: string; readonly port: number },
  checks: () => readonly object[],
): Promise<Server> {
  const server = createServer(({ url }, answer) => {
    const isLive = url === '/livez';
    answer.writeHead(isLive ? 200 : 503, {
      'content-type': 'application/json',
      'retry-after': '2',
    });
    answer.end(JSON.stringify(isLive ? { status: 'ok' } : { status: 'failing', checks: checks() }));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}
