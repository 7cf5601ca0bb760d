import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileMails } from './file-mails.js';
import { mailSenderContract, type MailPlace } from './mail-sender.contract.js';

async function files(): Promise<MailPlace> {
  const parent = await mkdtemp(join(tmpdir(), 'mails-'));
  const directory = join(parent, 'mails');
  return {
    sender: fileMails({ directory, from: 'extranet@shop.example' }),
    arrived: async () =>
      new Map(
        await Promise.all(
          (await readdir(directory)).map(
            async (name) =>
              [name.replace('.eml', ''), await readFile(join(directory, name), 'utf8')] as const,
          ),
        ),
      ),
    // A file where the directory is to be made.
    refuse: () => writeFile(directory, ''),
    close: () => rm(parent, { recursive: true, force: true }),
  };
}

describe('mails in files', () => mailSenderContract(files));
