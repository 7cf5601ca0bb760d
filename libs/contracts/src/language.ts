/** The languages that people are written to in. */
export const LANGUAGES = ['en', 'fi', 'sv'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in each of the languages. */
export type Texts = Readonly<Record<Language, string>>;
