import { MailNotSent, type Letter, type MailSender } from './mail-sender.js';

/** A place where mails arrive, to look at from outside. */
export interface MailPlace {
  readonly sender: MailSender;
  /** What arrived, as it was written on the wire, by the id of its letter. */
  arrived(): Promise<ReadonlyMap<string, string>>;
  /** From now on nothing is taken. */
  refuse(): Promise<void>;
  close(): Promise<void>;
}

const LETTER: Letter = {
  letterId: '5b0d1a3e-9c42-5d17-8e5b-3f7a1c9d2e04',
  to: 'matti@example.com',
  subject: 'Tilauksesi 1998524 on lähetetty',
  text: 'Hei Matti,\n\ntilauksesi on matkalla.\n',
};

/** What every way to send mails promises; called in its own `describe`. */
export function mailSenderContract(open: () => Promise<MailPlace>): void {
  let place: MailPlace;
  beforeEach(async () => {
    place = await open();
  });
  afterEach(async () => {
    await place.sender.close();
    await place.close();
  });

  it('hands over a mail with its address, its subject, its words and its id', async () => {
    await place.sender.send(LETTER);
    const mail = (await place.arrived()).get(LETTER.letterId) ?? '';
    expect(mail).toMatch(/^To: matti@example\.com/mu);
    expect(mail).toMatch(/^Message-ID: <5b0d1a3e-9c42-5d17-8e5b-3f7a1c9d2e04@/mu);
    expect(mail).toMatch(/^Content-Type: text\/plain/mu);
    expect(mail).toContain('tilauksesi on matkalla.');
  });

  it('hands the same mail over again under the same id, so that it is one to its reader', async () => {
    await place.sender.send(LETTER);
    await place.sender.send(LETTER);
    expect([...(await place.arrived()).keys()]).toEqual([LETTER.letterId]);
  });

  it('lets nobody write headers', async () => {
    const subject = 'Hello\r\nBcc: everybody@example.com';
    await place.sender.send({ ...LETTER, subject });
    const mail = (await place.arrived()).get(LETTER.letterId) ?? '';
    expect(mail).not.toMatch(/^Bcc:/mu);
  });

  it('says that a mail was not taken, and quotes nobody', async () => {
    await place.refuse();
    const failure = await place.sender.send(LETTER).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MailNotSent);
    expect(String(failure)).not.toContain('matti');
  });
}
