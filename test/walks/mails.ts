import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ports } from '@libs/platform';

/** A mail as it lies in the data directory, where there is no mail server. */
export interface Mail {
  readonly name: string;
  readonly text: string;
  readonly writtenAt: number;
}

/** All mails of an installation that have these words, the first one first. */
export async function mailsIn(dataDirectory: string, words = ''): Promise<readonly Mail[]> {
  const directory = join(dataDirectory, 'mails');
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.eml'));
  const mails = await Promise.all(
    names.map(async (name): Promise<Mail> => {
      const file = join(directory, name);
      const text = (await readFile(file, 'utf8')).replaceAll('=\n', '');
      return { name, text, writtenAt: (await stat(file)).mtimeMs };
    }),
  );
  return mails
    .filter(({ text }) => text.includes(words))
    .sort((one, other) => one.writtenAt - other.writtenAt);
}

/** A mail to the buyer of an order: each has a link of its own to the order's page. */
export interface BuyerMail extends Mail {
  /** The secret part of the link. */
  readonly link: string;
}

/** Those that open an order, the first one first. */
export async function mailsAbout(
  orderId: string,
  dataDirectory: string,
  { mails }: Pick<Ports, 'mails'>,
): Promise<readonly BuyerMail[]> {
  const now = new Date().toISOString();
  return (await mailsIn(dataDirectory)).flatMap((mail) => {
    const [, link = ''] = /\/v1\/buyer\/([\w.-]+)/u.exec(mail.text) ?? [];
    return mails?.links.read(link, now) === orderId ? [{ ...mail, link }] : [];
  });
}
