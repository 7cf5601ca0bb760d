import { InputRefused, pointerTo } from '@libs/platform';

/**
 * What is wrong with a query that does not say UTF-8: a half or foreign percent encoding is
 * refused here, since a parser of queries would take it for text and search for that.
 */
export function brokenQuery(url: string): InputRefused | undefined {
  const [, query = ''] = url.split(/\?(.*)/su, 2);
  if (!query.includes('%')) return undefined;
  const problems = query.split('&').flatMap((pair) => {
    if (isDecodable(pair)) return [];
    const [name = ''] = pair.split('=', 1);
    const pointer = pointerTo([isDecodable(name) ? decodeURIComponent(name) : name]);
    return [{ detail: 'must be UTF-8, percent-encoded', pointer, in: 'query' as const }];
  });
  return problems.length === 0 ? undefined : new InputRefused(problems);
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
