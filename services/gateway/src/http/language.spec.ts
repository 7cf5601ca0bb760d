import { languageOf } from './language.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['fi', 'fi'],
    ['sv-FI, fi;q=0.5', 'sv'],
    ['fi;q=0.4, sv;q=0.8', 'sv'],
    ['de, fr;q=0.9', 'en'],
    ['de, FI;q=0.1', 'fi'],
    ['fi;q=0', 'en'],
    ['*', 'en'],
    ['fi;q=nonsense', 'en'],
    [`${'de,'.repeat(5000)}fi`, 'en'],
  ])('of %j is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
