import { InputRefused } from '@libs/platform';
import { etagOf, isNoneMatch, revisionIn } from './etag.js';

describe('an ETag', () => {
  it('names the revision of each stream shown', () => {
    expect(etagOf({ order: 3, account: 7 })).toBe('"order.3,account.7"');
    expect(etagOf({ order: 3, account: undefined })).toBe('"order.3"');
  });
});

describe('If-Match', () => {
  it('is compared by the part of one stream only', () => {
    expect(revisionIn('"order.3,account.7"', 'account')).toBe(7);
    expect(revisionIn('"account.7"', 'account')).toBe(7);
    expect(revisionIn('"account.7,case.3f2a-1.4"', 'account')).toBe(7);
  });

  it('names no revision of a stream that its sender did not see', () => {
    expect(revisionIn('"order.3"', 'account')).toBe(-1);
  });

  it('says nothing when it is missing', () => {
    expect(revisionIn(undefined, 'account')).toBeUndefined();
  });

  it.each([
    '*',
    'order.3',
    'W/"order.3"',
    '"order"',
    '"order.x"',
    '""',
    '"a.1", "b.2"',
    '"order.-1"',
    '"account.7,account.8"',
  ])('is refused as %s', (header) => {
    expect(() => revisionIn(header, 'account')).toThrow(InputRefused);
  });
});

describe('If-None-Match', () => {
  it.each(['"order.3"', 'W/"order.3"', '"order.2", "order.3"', '*'])('matches as %s', (header) => {
    expect(isNoneMatch(header, '"order.3"')).toBe(true);
  });

  it.each(['"order.2"', '"order.33"', 'order.3', undefined])('does not match as %s', (header) => {
    expect(isNoneMatch(header, '"order.3"')).toBe(false);
  });
});
