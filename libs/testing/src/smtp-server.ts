import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';

/** A mail server of a few lines: enough SMTP to take a mail, or to refuse it. */
export interface SmtpServer {
  readonly port: number;
  /** What arrived last under the id of each letter, as it was written on the wire. */
  readonly arrived: Map<string, string>;
  /** The ids of all that arrived, repeats among them. */
  readonly taken: string[];
  /** From now on no address is known, or all are again. */
  refuse(isRefusing?: boolean): void;
  close(): Promise<void>;
}

/** Listens on a port, any free one when it is left out. */
export async function smtpServer(port = 0): Promise<SmtpServer> {
  const mails = { arrived: new Map<string, string>(), taken: [] as string[], isRefusing: false };
  const sockets = new Set<Socket>();
  const listening = createServer((socket) => {
    sockets.add(socket);
    talk(socket, mails);
  });
  listening.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as { port: number }).port,
    ...{ arrived: mails.arrived, taken: mails.taken },
    refuse: (isRefusing = true) => {
      mails.isRefusing = isRefusing;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      listening.close();
      await once(listening, 'close');
    },
  };
}

interface Mails {
  readonly arrived: Map<string, string>;
  readonly taken: string[];
  isRefusing: boolean;
}

function talk(socket: Socket, mails: Mails): void {
  let isLetter = false;
  let text = '';
  socket.setEncoding('utf8').write('220 mail.example\r\n');
  socket.on('error', () => undefined);
  socket.on('data', (chunk: string) => {
    text += chunk;
    if (!isLetter) {
      for (const line of text.split('\r\n').slice(0, -1)) isLetter = answer(socket, line, mails);
      text = '';
      return;
    }
    if (!text.endsWith('\r\n.\r\n')) return;
    const id = /^Message-ID: <([^@]+)@/mu.exec(text)?.[1] ?? 'none';
    mails.arrived.set(id, text);
    mails.taken.push(id);
    [isLetter, text] = [false, ''];
    socket.write('250 taken\r\n');
  });
}

/** Answers a line; true when a letter follows. */
function answer(socket: Socket, line: string, { isRefusing }: Mails): boolean {
  const verb = line.slice(0, 4).toUpperCase();
  if (verb === 'RCPT' && isRefusing) socket.write(`550 no such user ${line}\r\n`);
  else if (verb === 'DATA') socket.write('354 go on\r\n');
  else if (verb === 'QUIT') socket.end('221 bye\r\n');
  else socket.write('250 ok\r\n');
  return verb === 'DATA';
}
