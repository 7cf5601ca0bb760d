import { helsinkiTime } from '@libs/kernel';
import type { Language, Texts } from '../language.js';
import type { Withdrawal } from './case.views.js';

/** What the law wants the two steps of a withdrawal to be called (domain: Withdrawal). */
export const WITHDRAW_LABEL: Texts = {
  en: 'withdraw from contract here',
  fi: 'peruuta sopimus tästä',
  sv: 'frånträd avtalet här',
};
export const CONFIRM_WITHDRAWAL_LABEL: Texts = {
  en: 'confirm withdrawal',
  fi: 'vahvista peruutus',
  sv: 'bekräfta frånträdet',
};

/** The part of a withdrawal that the buyer declares. */
export type Declared = Pick<Withdrawal, 'name' | 'email' | 'contract'> & {
  readonly rows?: readonly { readonly rowNumber: number; readonly quantity: string }[] | undefined;
};

/** What is declared, in words: read before it is confirmed, and repeated in the acknowledgement. */
export function withdrawalStatement(language: Language, declared: Declared): string {
  const { name, email, contract, rows } = declared;
  const chosen = rows?.map(({ rowNumber, quantity }) => `${rowNumber} (${quantity})`).join(', ');
  return STATEMENT[language]
    .replace('{name}', name)
    .replace('{contract}', contract)
    .replace('{rows}', chosen === undefined ? '' : OF_ROWS[language].replace('{rows}', chosen))
    .replace('{email}', email);
}

/** The acknowledgement that the buyer keeps: the contents, the day and the time. */
export const withdrawalAcknowledgement = (
  language: Language,
  declared: Declared & Pick<Withdrawal, 'declaredAt'>,
): string =>
  ACKNOWLEDGED[language]
    .replace('{declaredAt}', helsinkiTime(declared.declaredAt))
    .replace('{statement}', withdrawalStatement(language, declared));

const STATEMENT: Texts = {
  en: 'I, {name}, withdraw from the contract {contract}{rows}. The acknowledgement goes to {email}.',
  fi: 'Minä, {name}, peruutan sopimuksen {contract}{rows}. Vahvistus lähetetään osoitteeseen {email}.',
  sv: 'Jag, {name}, frånträder avtalet {contract}{rows}. Bekräftelsen skickas till {email}.',
};

const OF_ROWS: Texts = {
  en: ' for rows (quantities) {rows}',
  fi: ' riveiltä (määrät) {rows}',
  sv: ' för rader (antal) {rows}',
};

const ACKNOWLEDGED: Texts = {
  en: 'We received your withdrawal at {declaredAt} (Helsinki time). You declared: "{statement}"',
  fi: 'Vastaanotimme peruutuksesi {declaredAt} (Helsingin aikaa). Ilmoitit: "{statement}"',
  sv: 'Vi mottog ditt frånträde {declaredAt} (Helsingforstid). Du meddelade: "{statement}"',
};
