import { standingPages } from './standing-pages.js';

const page = (position: string, items: readonly object[] = [{ orderId: 'a' }]) => ({
  items,
  next: null,
  prev: null,
  asOf: { position, at: '10:00' },
});

describe('pages of a view that stands still', () => {
  const begun = (nowMs: () => number = () => 0) => {
    const pages = standingPages(nowMs);
    expect(pages.find('liisa', '1', '10:00')).toBeUndefined();
    return pages;
  };

  it('read as the page that was written, at the time they are asked for', () => {
    const pages = begun();
    expect(JSON.parse(pages.write('liisa', page('1')))).toEqual(page('1'));
    expect(JSON.parse(pages.find('liisa', '1', '10:01') ?? '')).toEqual({
      ...page('1'),
      asOf: { position: '1', at: '10:01' },
    });
  });

  it('belong to one asker', () => {
    const pages = begun();
    pages.write('liisa', page('1'));
    expect(pages.find('maija', '1', '10:00')).toBeUndefined();
  });

  it('are forgotten when the view moves on, and after a second in any case', () => {
    let nowMs = 0;
    const pages = begun(() => nowMs);
    pages.write('liisa', page('1'));
    expect(pages.find('liisa', '2', '10:00')).toBeUndefined();
    expect(pages.find('liisa', '1', '10:00')).toBeUndefined();
    pages.write('liisa', page('1'));
    nowMs = 1001;
    expect(pages.find('liisa', '1', '10:00')).toBeUndefined();
  });

  it('are not kept when they were read at another position, are many, or long', () => {
    const pages = begun();
    pages.write('liisa', page('0'));
    expect(pages.find('liisa', '1', '10:00')).toBeUndefined();
    pages.write('maija', page('1', [{ text: 'x'.repeat(70_000) }]));
    expect(pages.find('maija', '1', '10:00')).toBeUndefined();
    for (let at = 0; at < 300; at += 1) pages.write(`asker ${at}`, page('1'));
    expect(pages.find('asker 299', '1', '10:00')).toBeUndefined();
  });
});
