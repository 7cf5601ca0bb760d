import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { codeIn, MailNotSent, messageIdOf, type MailSender } from './mail-sender.js';

/**
 * Writes each mail into a file of its own, `<letterId>.eml`, for those who have no mail server. The
 * same mail again is the same file; it is there whole or not at all.
 */
export function fileMails({
  directory,
  from,
}: {
  readonly directory: string;
  readonly from: string;
}): MailSender {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    send: async (letter) => {
      const { letterId, to, subject, text } = letter;
      try {
        const messageId = messageIdOf(letter, from);
        const { message } = await transport.sendMail({ from, to, subject, text, messageId });
        await mkdir(directory, { recursive: true, mode: 0o700 });
        const file = join(directory, `${letterId}.eml`);
        await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
        await rename(`${file}.part`, file);
      } catch (error) {
        throw new MailNotSent(codeIn((error as { code?: unknown }).code));
      }
    },
    close: () => Promise.resolve(),
  };
}
