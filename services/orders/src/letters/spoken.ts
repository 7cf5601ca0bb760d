import type { Language } from '@libs/contracts';

/** Finnish first, as most people read; then the other two, so that nobody has to ask. */
const SPOKEN: readonly Language[] = ['fi', 'sv', 'en'];

/** One mail in all languages: plain text, each language after the other. */
export const letterOf = (
  subject: (language: Language) => string,
  body: (language: Language) => string,
): { readonly subject: string; readonly text: string } => ({
  subject: SPOKEN.map(subject).join(' / '),
  text: `${SPOKEN.map(body).join('\n\n---\n\n')}\n`,
});
