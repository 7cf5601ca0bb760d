import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A port of the loopback interface that leads to another, and can be cut off from it. */
export interface Loopback {
  readonly port: number;
  /** Cuts every connection and takes none, as after kill -9. */
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  /** Connections stay, and nothing gets through, as after SIGSTOP. */
  readonly hold: () => void;
  readonly release: () => void;
}

export async function loopbackTo(target: number): Promise<Loopback> {
  const sockets = new Set<Socket>();
  let isHeld = false;

  function join(socket: Socket, other: Socket): void {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('data', (bytes) => other.write(bytes));
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.on('error', () => undefined);
    if (isHeld) socket.pause();
  }

  const server = createServer((caller) => {
    const callee = connect(target, '127.0.0.1');
    join(caller, callee);
    join(callee, caller);
  });

  async function listen(port: number): Promise<number> {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  const port = await listen(0);
  return {
    port,
    cut: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: async () => void (await listen(port)),
    hold: () => {
      isHeld = true;
      for (const socket of sockets) socket.pause();
    },
    release: () => {
      isHeld = false;
      for (const socket of sockets) socket.resume();
    },
  };
}
