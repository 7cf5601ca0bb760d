import { LANGUAGES, type Language } from '@libs/contracts';

export { LANGUAGES, type Language, type Texts } from '@libs/contracts';

/** At most this many ranges of `Accept-Language` are looked at. */
const RANGES_MAX = 20;

/** The caller's best liked language that we write, by `Accept-Language`; English otherwise. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'en';
  const liked = acceptLanguage
    .split(',', RANGES_MAX)
    .map(rangeOf)
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => LANGUAGES.find((each) => each === language))
    .find((language) => language !== undefined);
  return liked ?? 'en';
}

function rangeOf(range: string): { readonly language: string; readonly weight: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = quality === undefined ? 1 : Number(quality);
  const language = tag.split('-', 1)[0]?.toLowerCase() ?? '';
  return { language, weight: Number.isFinite(weight) ? weight : 0 };
}
