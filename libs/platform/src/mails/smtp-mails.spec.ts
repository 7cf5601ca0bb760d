import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { mailSenderContract, type MailPlace } from './mail-sender.contract.js';
import { smtpMails } from './smtp-mails.js';

/** A mail server of a few lines: enough SMTP to take a mail, or to refuse it. */
async function server(): Promise<MailPlace> {
  const mails = new Map<string, string>();
  let isRefusing = false;
  const sockets = new Set<Socket>();
  const listening = createServer((socket) => {
    sockets.add(socket);
    let isData = false;
    let text = '';
    socket.setEncoding('utf8').write('220 mail.example\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (isData) {
        if (!text.endsWith('\r\n.\r\n')) return;
        const id = /^Message-ID: <([^@]+)@/mu.exec(text)?.[1] ?? 'none';
        mails.set(id, text);
        isData = false;
        text = '';
        socket.write('250 taken\r\n');
        return;
      }
      for (const line of text.split('\r\n').slice(0, -1)) {
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === 'RCPT' && isRefusing) socket.write(`550 no such user ${line}\r\n`);
        else if (verb === 'DATA') {
          isData = true;
          socket.write('354 go on\r\n');
        } else if (verb === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
      text = '';
    });
  });
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as { port: number };
  return {
    sender: smtpMails({ url: `smtp://127.0.0.1:${port}`, from: 'extranet@shop.example' }),
    arrived: () => Promise.resolve(mails),
    refuse: () => {
      isRefusing = true;
      return Promise.resolve();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      listening.close();
      await once(listening, 'close');
    },
  };
}

describe('mails over SMTP', () => mailSenderContract(server));
