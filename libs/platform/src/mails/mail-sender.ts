/** A mail as it goes out: plain text, which every reader and every screen reader can read. */
export interface Letter {
  /** Made from what the mail tells of: sent twice after a crash, it is one mail to its reader. */
  readonly letterId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands a mail over, once and for all, or fails with `MailNotSent`. */
export interface MailSender {
  send(letter: Letter): Promise<void>;
  close(): Promise<void>;
}

/** The mail was not taken. Names a code only: a mail server's words may quote addresses. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';
  constructor(readonly reason: string) {
    super(`the mail was not taken (${reason})`);
  }
}

/** A code of an error, as far as it is one: never words. */
export const codeIn = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 40) : 'unknown';

/** The id that mail programs tell a repeat by. */
export const messageIdOf = ({ letterId }: Pick<Letter, 'letterId'>, from: string): string =>
  `<${letterId}@${from.slice(from.indexOf('@') + 1)}>`;
