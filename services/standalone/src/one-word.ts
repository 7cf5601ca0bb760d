/** The one word that a command was given; fails with what should have been said. */
export function oneWord(otherwise: string): string {
  const [word, ...more] = process.argv.slice(2);
  if (word === undefined || word.startsWith('-') || more.length > 0) throw new Error(otherwise);
  return word;
}
