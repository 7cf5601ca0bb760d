import { MAIL_TRIES_MAX, MailCommand, MailEvent } from '@libs/contracts';
import {
  accept,
  assert,
  hoursAfter,
  type Aggregate,
  type Decider,
  type Decision,
  type Named,
} from '@libs/kernel';

/** `tries` counts those that failed; a mail that was sent or given up has ended. */
export interface MailState {
  readonly status: 'to-be-sent' | 'ended';
  readonly tries: number;
}

export const mailDecider: Decider<MailCommand, MailState, MailEvent> = {
  initialState: { status: 'to-be-sent', tries: 0 },
  decide,
  evolve,
};

/** What became of a mail (domain: Mails): sent, to be tried again, or given up. */
export const mail: Aggregate<MailCommand, MailState, MailEvent> = {
  category: 'mail',
  command: MailCommand,
  event: MailEvent,
  decider: mailDecider,
  streamId: ({ data }) => data.mailId,
  begins: ['RecordMailSent', 'RecordMailFailed'],
};

/** Hours until the next try: a quarter of one first, then four times as long each time. */
const FIRST_PAUSE_HOURS = 0.25;
const PAUSE_FACTOR = 4;

type Mails = Decision<MailEvent, never>;

/** The outcome of a try counts once; one that a later try has overtaken says nothing new. */
function decide(command: MailCommand, state: MailState): Mails {
  if (state.status === 'ended' || command.data.tries <= state.tries) return accept();
  switch (command.type) {
    case 'RecordMailSent': {
      const { at, ...sent } = command.data;
      return accept({ type: 'MailSent', data: { ...sent, sentAt: at } });
    }
    case 'RecordMailFailed':
      return failed(command.data);
  }
}

function failed({ at, ...told }: Named<MailCommand, 'RecordMailFailed'>['data']): Mails {
  if (told.tries >= MAIL_TRIES_MAX)
    return accept({ type: 'MailGivenUp', data: { ...told, givenUpAt: at } });
  const pause = FIRST_PAUSE_HOURS * PAUSE_FACTOR ** (told.tries - 1);
  const nextTryAt = hoursAfter(at, pause);
  return accept({ type: 'MailFailed', data: { ...told, nextTryAt, failedAt: at } });
}

function evolve(state: MailState, { type, data }: MailEvent): MailState {
  assert(state.status === 'to-be-sent', 'a mail that was sent or given up has ended');
  return { status: type === 'MailFailed' ? 'to-be-sent' : 'ended', tries: data.tries };
}
