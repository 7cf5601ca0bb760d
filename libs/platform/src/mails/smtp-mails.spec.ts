import { smtpServer } from '@libs/testing';
import { mailSenderContract, type MailPlace } from './mail-sender.contract.js';
import { smtpMails } from './smtp-mails.js';

async function server(): Promise<MailPlace> {
  const { port, arrived, refuse, close } = await smtpServer();
  return {
    sender: smtpMails({ url: `smtp://127.0.0.1:${port}`, from: 'extranet@shop.example' }),
    arrived: () => Promise.resolve(arrived),
    refuse: () => Promise.resolve(refuse()),
    close,
  };
}

describe('mails over SMTP', () => mailSenderContract(server));
