import { SavedViewId, shelfIdOf, type SavedViews, type ShelfOwner } from '@libs/contracts';
import { idFrom, UserId } from '@libs/kernel';
import { ANSWER_SCHEMAS } from '../answers/answer-schemas.js';
import { no, POSITION, yes } from '../answers.fixtures.js';
import { LIISA, MERCHANT, NOW, OTHER, runGateway, type Running } from '../gateway.fixtures.js';
import { merchant, show } from '../shown.fixtures.js';

const PATH = '/v1/saved-views';
const MINE: ShelfOwner = { kind: 'user', userId: LIISA };
const PEKKAS: ShelfOwner = { kind: 'user', userId: UserId.parse('pekka') };
const SHARED: ShelfOwner = { kind: 'merchant' };
const idOf = (name: string) => SavedViewId.parse(idFrom('view', name));

const shelf = (owner: ShelfOwner, revision: number, ...names: readonly string[]): SavedViews => ({
  ...{ shelfId: shelfIdOf(MERCHANT, owner), merchantId: MERCHANT, owner, revision },
  views: names.map((name) => ({
    ...{ viewId: idOf(name), name, filters: { status: 'settled,refunded', q: 'Ääkkönen & co' } },
    ...{ savedBy: LIISA, savedAt: NOW, changedAt: NOW },
  })),
});

describe('saved views', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    await show(gateway.views.merchants, MERCHANT, merchant());
    const shelves = [shelf(MINE, 3, 'Mine'), shelf(SHARED, 5, 'Ours'), shelf(PEKKAS, 1, 'Pekkas')];
    const changes = shelves.map((document) => ({
      id: document.shelfId,
      ...{ document, position: POSITION },
    }));
    await gateway.views.savedViews.save(changes, POSITION);
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.answer(() => yes([], { revision: 4 })));

  type Headers = Readonly<Record<string, string>>;
  const KEY = { 'idempotency-key': '"k"' };
  const post = (body: object, headers: Headers = KEY) => gateway.fetch(PATH, { body, headers });
  const put = (name: string, body: object, headers: Headers = { 'if-match': '"ownViews.3"' }) =>
    gateway.fetch(`${PATH}/${idOf(name)}`, {
      method: 'PUT',
      body,
      headers: { ...KEY, ...headers },
    });
  const remove = (name: string, headers: Headers = { 'if-match': '"ownViews.3"' }) =>
    gateway.fetch(`${PATH}/${idOf(name)}`, { method: 'DELETE', headers: { ...KEY, ...headers } });
  const lastSent = () => gateway.sent.at(-1);

  it('are listed: one’s own, then the shared ones, with the list that each asks for', async () => {
    const { status, body, headers } = await gateway.fetch(PATH);
    expect([status, headers.get('etag')]).toEqual([200, '"ownViews.3,sharedViews.5"']);
    ANSWER_SCHEMAS.SavedViewList.parse(body);
    expect(body.items).toMatchObject([
      { name: 'Mine', shared: false, savedBy: { id: 'liisa', name: 'Liisa Laskuttaja' } },
      { name: 'Ours', shared: true },
    ]);
    for (const path of Object.values<string>(body.items[0].links))
      expect((await gateway.fetch(path)).status).toBe(200);
    const again = await gateway.fetch(PATH, {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('are shown one by one, and unknown to everybody else', async () => {
    const { body, headers } = await gateway.fetch(`${PATH}/${idOf('Ours')}`);
    ANSWER_SCHEMAS.SavedView.parse(body);
    expect(headers.get('etag')).toBe('"sharedViews.5"');
    const token = await gateway.token({ merchant: OTHER });
    for (const path of [
      `${PATH}/${idOf('Pekkas')}`,
      `${PATH}/${idOf('Nobodys')}`,
      `${PATH}/nonsense`,
    ])
      expect((await gateway.fetch(path)).body.code).toBe('not-found');
    expect((await gateway.fetch(`${PATH}/${idOf('Ours')}`, { token })).body.code).toBe('not-found');
    const none = await gateway.fetch(PATH, { token });
    expect([none.body.items, none.headers.get('etag')]).toEqual([[], '"views.0"']);
  });

  it('are saved on the shelf that is asked for, with an id of their own', async () => {
    await post({ name: 'New', filters: { refundState: 'waiting-for-transfer' } });
    const first = lastSent();
    expect(first).toMatchObject({
      ...{ topic: 'merchants.requests', key: shelfIdOf(MERCHANT, MINE) },
      envelope: {
        command: {
          type: 'SaveView',
          data: {
            ...{ owner: MINE, savedBy: 'liisa', merchantId: MERCHANT, at: NOW },
            view: { name: 'New', filters: { refundState: 'waiting-for-transfer' } },
          },
        },
      },
    });
    expect(first?.envelope).not.toHaveProperty('expectedRevision');
    await post({ name: 'New', shared: true });
    expect(lastSent()?.key).toBe(shelfIdOf(MERCHANT, SHARED));
    expect(lastSent()?.envelope.fingerprint).not.toBe(first?.envelope.fingerprint);
  });

  it.each([
    [{}, '/name'],
    [{ name: '' }, '/name'],
    [{ name: 'x'.repeat(61) }, '/name'],
    [{ name: 'a\u0000b' }, '/name'],
    [{ name: 'x', colour: 'blue' }, '/colour'],
    [{ name: 'x', shared: 'yes' }, '/shared'],
    [{ name: 'x', filters: [] }, '/filters'],
    [{ name: 'x', filters: { colour: 'blue' } }, '/filters/colour'],
    [{ name: 'x', filters: { limit: '5' } }, '/filters/limit'],
    [{ name: 'x', filters: { status: 'lost' } }, '/filters/status'],
    [{ name: 'x', filters: { status: 5 } }, '/filters/status'],
    [{ name: 'x', filters: { q: 'x'.repeat(101) } }, '/filters/q'],
    [{ name: 'x', filters: { minAmount: '10', maxAmount: '5' } }, '/filters/maxAmount'],
    [{ name: 'x', filters: { from: '2026-03-02', to: '2026-03-01' } }, '/filters/to'],
  ])('are not saved as %j, and nothing is sent', async (body, pointer) => {
    const before = gateway.sent.length;
    for (const refused of [await post(body), await put('Mine', body)])
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, pointer]);
    expect(gateway.sent.length).toBe(before);
  });

  it('are changed and removed where they stand, at the revision that was looked at', async () => {
    const { status, headers } = await put('Mine', { name: 'Mine' });
    expect([status, headers.get('etag')]).toEqual([200, '"ownViews.4"']);
    expect(lastSent()?.envelope).toMatchObject({
      ...{ expectedRevision: 3, command: { type: 'ChangeSavedView' } },
    });
    const gone = await remove('Ours', { 'if-match': '"ownViews.3,sharedViews.5"' });
    expect([gone.status, gone.text, gone.headers.get('extranet-position')]).toEqual([
      204,
      '',
      POSITION,
    ]);
    expect(lastSent()).toMatchObject({
      key: shelfIdOf(MERCHANT, SHARED),
      envelope: { expectedRevision: 5, command: { type: 'RemoveSavedView' } },
    });
  });

  it('are not touched without a key, or without saying what was looked at', async () => {
    expect((await post({ name: 'x' }, {})).body.errors[0].pointer).toBe('/Idempotency-Key');
    gateway.answer(({ envelope: { expectedRevision: expected = -1 } }) => ({
      ...{ outcome: 'stale', expected, actual: 3 },
      changes: [{ type: 'ViewSaved', actor: { kind: 'user', id: 'liisa' }, occurredAt: NOW }],
    }));
    expect((await put('Mine', { name: 'x' }, {})).status).toBe(428);
    const { status, body, headers } = await remove('Mine', { 'if-match': '"ownViews.2"' });
    expect([status, body.etag, headers.get('etag')]).toEqual([412, '"ownViews.3"', '"ownViews.3"']);
    expect(body.changes[0].actor.name).toBe('Liisa Laskuttaja');
  });

  it('are refused by name, and the list is next', async () => {
    gateway.answer(() => no('name-taken', { name: 'Mine' }));
    const { status, body } = await post({ name: 'Mine' });
    expect([status, body.code, body.nextStep.href]).toEqual([409, 'shelf.name-taken', PATH]);
    gateway.answer(() => no('too-many-views', { max: 50 }));
    expect((await post({ name: 'One more' })).body.detail).toContain('50');
  });

  it('are looked for on both shelves when they stand on none: a repeat is answered', async () => {
    gateway.answer(() => no('view-unknown'));
    const before = gateway.sent.length;
    expect((await remove('Gone')).status).toBe(404);
    expect(gateway.sent.length - before).toBe(2);
    gateway.answer(({ key }) =>
      key === shelfIdOf(MERCHANT, SHARED) ? yes([], { repeated: true }) : { outcome: 'unknown' },
    );
    const again = await remove('Gone');
    expect([again.status, again.headers.get('idempotency-hit')]).toEqual([204, 'true']);
  });

  it('are read and written by those who may', async () => {
    const reader = await gateway.token({ scopes: ['merchants.saved-view.read'] });
    expect((await gateway.fetch(PATH, { token: reader })).status).toBe(200);
    const writes = await gateway.fetch(PATH, { token: reader, body: { name: 'x' }, headers: KEY });
    expect(writes.status).toBe(403);
    const webstore = await gateway.token({ roles: ['webstore'] });
    expect((await gateway.fetch(PATH, { token: webstore })).status).toBe(403);
  });
});
