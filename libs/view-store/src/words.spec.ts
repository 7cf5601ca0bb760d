import {
  askedWords,
  savedWords,
  SEARCH_WORDS_MAX,
  WORD_LENGTH_MAX,
  WORDS_MAX,
  wordsOf,
} from './words.js';

describe('the words of a text', () => {
  it('have no capitals and no accents', () =>
    expect(wordsOf('Åsa ÄIJÄLÄ-Öhman')).toEqual(['asa', 'aijala', 'ohman']));

  it('are the same for composed and decomposed letters', () =>
    expect(wordsOf('Ka\u0308rki')).toEqual(wordsOf('K\u00e4rki')));

  it('spell out letters that cannot be taken apart', () =>
    expect(wordsOf('Jørgen Łukasz Strauß Æbelø')).toEqual([
      'jorgen',
      'lukasz',
      'strauss',
      'aebelo',
    ]));

  it('are split where there is neither letter nor digit', () =>
    expect(wordsOf('liisa.meri+a@example.fi, RF18 5390\t0754')).toEqual([
      ...['liisa', 'meri', 'a', 'example', 'fi'],
      ...['rf18', '5390', '0754'],
    ]));

  it('keep letters of every script', () =>
    expect(wordsOf('Ольга 北京')).toEqual(['ольга', '北京']));

  it('are none where there are only signs', () => expect(wordsOf(' -- %_* ')).toEqual([]));

  it('are cut where they are too long', () =>
    expect(wordsOf('x'.repeat(1000))).toEqual(['x'.repeat(WORD_LENGTH_MAX)]));

  it('are told once, and not without end', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `word${index} again`);
    expect(savedWords(many)).toHaveLength(WORDS_MAX);
    expect(askedWords(many.join(' '))).toHaveLength(SEARCH_WORDS_MAX);
    expect(savedWords(['Again again'])).toEqual(['again']);
  });
});
