import { randomUUID } from 'node:crypto';
import { DEMO_USERS } from '@services/standalone';
import type { Answer, Client } from '../client.js';
import { live, offer, settle, ship, type Ids, type Side } from '../tenants/life.js';
import { addressOf, operationsOf, type Operation } from '../tenants/operations.js';
import type { StartWalk, Walk } from '../walk.js';
import { workedExample } from '../worked-example.js';

const COFFEE_SHOP: Side = { manager: 'liisa', store: 'kahvikauppa', method: 'FI50' };
const TEST_SHOP: Side = { manager: 'maija', store: 'testikauppias', method: 'FI01' };

/** Nobody of a merchant may ask these, whoever's ids they hold. */
const INSTITUTION_ONLY = /^\/v1\/(operations|simulator)\//u;

/**
 * Every path of the API's document is asked by everybody of one merchant with the ids of another
 * one, and answers as for ids that never were. A new path is asked too, without being named here.
 */
export function tenantsStory(start: StartWalk): void {
  let walk: Walk;
  let operations: readonly Operation[];
  /** Each merchant once as the owner of what the other one’s people ask for. */
  let directions: readonly Direction[];

  beforeAll(async () => {
    walk = await start();
    operations = operationsOf((await walk.anyone.get('/openapi.json')).body);
    const coffeeShop = { ...(await live(walk, COFFEE_SHOP)), ...(await settle(walk, COFFEE_SHOP)) };
    const orders = await live(walk, TEST_SHOP);
    const testShop = {
      ...{ ...orders, ...(await ship(walk, TEST_SHOP, orders['orderId'])) },
      ...(await offer(walk, TEST_SHOP, orders['orderId'])),
    };
    const revisions = new Map([
      [coffeeShop['orderId'] ?? '', await revisionsFor(await walk.as('liisa'), coffeeShop)],
      [testShop['orderId'] ?? '', await revisionsFor(await walk.as('maija'), testShop)],
    ]);
    directions = [
      { ...(await meeting(COFFEE_SHOP, TEST_SHOP)), theirs: coffeeShop, own: testShop, revisions },
      { ...(await meeting(TEST_SHOP, COFFEE_SHOP)), theirs: testShop, own: coffeeShop, revisions },
    ];
  });
  afterAll(() => walk.end());

  const meeting = async (theirs: Side, ours: Side) => ({
    owner: await walk.as(theirs.manager),
    strangers: await Promise.all(
      DEMO_USERS.filter(({ tenant }) => tenant === walk.merchantOf(ours.manager)).map(
        ({ userId }) => walk.as(userId),
      ),
    ),
  });
  const askable = (given: Ids) => operations.filter(({ ids }) => ids.every((id) => id in given));
  const readable = (given: Ids) =>
    askable(given).filter(({ method, path }) => method === 'GET' && isMerchants(path));

  it('are there for every path of the document', () => {
    const examples = [OF_THE_INSTITUTION, ...directions.map(({ theirs }) => theirs)];
    const missing = operations
      .filter(
        ({ ids }) =>
          !examples.some((given) => ids.every((id) => id in { ...OF_THE_INSTITUTION, ...given })),
      )
      .map(
        ({ name, ids }) => `${name}: test/walks/tenants has no example of ${ids.join(' with ')}`,
      );
    expect(missing).toEqual([]);
  });

  it('are real: their owner is answered', async () => {
    for (const { owner, theirs } of directions)
      for (const operation of readable(theirs)) {
        const { status } = await owner.get(addressOf(operation, theirs));
        expect([operation.name, status]).toEqual([operation.name, 200]);
      }
  });

  it('answer as ids that never were, in every path, alone and beside own ones', async () => {
    for (const { owner, strangers, theirs, own, revisions } of directions) {
      const before = await seenBy(owner, readable(theirs), theirs);
      const given = { ...theirs, ...OF_THE_INSTITUTION };
      for (const operation of askable(given).filter(({ ids }) => ids.length > 0))
        for (const foreign of foreignIn(operation, given, own))
          await compare({ strangers, operation, foreign, revisions });
      expect(await seenBy(owner, readable(theirs), theirs)).toEqual(before);
    }
  });

  it('are named in no list, summary or file of others', async () => {
    for (const { strangers, theirs } of directions)
      for (const operation of readable({}))
        for (const stranger of strangers) await expectNoneNamed(stranger, operation, theirs);
  });

  it('are no web stores to send orders for', async () => {
    const [{ strangers } = { strangers: [] }] = directions;
    const statuses: number[] = [];
    for (const stranger of strangers) {
      const send = (sellerId: string) => stranger.post('/v1/orders', workedExample({ sellerId }));
      const [foreign, never] = [await send(COFFEE_SHOP.store), await send('neverwas')];
      expect(told(foreign, {})).toEqual(told(never, {}));
      statuses.push(foreign.status);
    }
    expect([...new Set(statuses)].sort()).toEqual([403, 404]);
  });
}

interface Direction {
  readonly owner: Client;
  readonly strangers: readonly Client[];
  readonly theirs: Ids;
  readonly own: Ids;
  /** By order: what its owner would send as If-Match. */
  readonly revisions: ReadonlyMap<string, string>;
}

async function expectNoneNamed(stranger: Client, { name, path }: Operation, theirs: Ids) {
  const text = JSON.stringify((await stranger.get(path)).body);
  const named = Object.entries(theirs).filter(([, id]) => text.includes(id));
  expect([name, named]).toEqual([name, []]);
}

interface Comparison extends Pick<Direction, 'strangers' | 'revisions'> {
  readonly operation: Operation;
  readonly foreign: Foreign;
}

async function compare({ strangers, operation, foreign, revisions }: Comparison): Promise<void> {
  const { name, method, path } = operation;
  const { given, never, isAlone } = foreign;
  const ifMatch = revisions.get(given['orderId'] ?? '') ?? '"order.0"';
  const passed = new Set<number>();
  for (const stranger of strangers) {
    const answer = await ask(stranger, operation, { given, ifMatch });
    const unknown = await ask(stranger, operation, { given: never, ifMatch });
    expect([name, told(answer, given)]).toEqual([name, told(unknown, never)]);
    if (answer.status !== 403) passed.add(answer.status);
  }
  // Somebody's scopes were enough: what answered is not the door but the tenant's check.
  const isList = method === 'GET' && !path.includes('{');
  const expected = isList ? [200] : isAlone ? [404] : [404, 409];
  expect([name, passed.size > 0]).toEqual([name, isMerchants(path)]);
  for (const status of passed)
    expect([name, expected.includes(status), status]).toEqual([name, true, status]);
}

async function ask(
  stranger: Client,
  { method, body, ...operation }: Operation,
  { given, ifMatch }: { readonly given: Ids; readonly ifMatch: string },
): Promise<Answer> {
  const address = addressOf(operation, given);
  if (method === 'GET') return stranger.get(address);
  const headers = { 'idempotency-key': `"${randomUUID()}"`, 'if-match': ifMatch };
  if (method === 'DELETE') return stranger.delete(address, headers);
  if (method === 'PUT') return stranger.put(address, body, headers);
  return stranger.post(address, body ?? {}, headers);
}

/** The revisions of all that the ids belong to, as one ETag. */
async function revisionsFor(owner: Client, { orderId, viewId }: Ids): Promise<string> {
  const pages = [`/v1/orders/${orderId}`, `/v1/saved-views/${viewId}`];
  const answers = await Promise.all(pages.map((path) => owner.get(path)));
  const etags = answers.map(({ headers }) => (headers.get('etag') ?? '').replaceAll('"', ''));
  return `"${etags.join()}"`;
}

/** Ids that belong to no merchant; a merchant's people are refused at the door. */
const OF_THE_INSTITUTION: Ids = {
  group: 'refunds.when-settlement-told-decide-it',
  messageId: '0d6a3b0e-6f0c-4b87-8a53-1f2c3d4e5f60',
  receiptId: 'r-kahvikauppa-1',
  transferId: 't-of-the-bank',
};

const isMerchants = (path: string): boolean => !INSTITUTION_ONLY.test(path);

interface Foreign {
  readonly given: Ids;
  readonly never: Ids;
  /** No id is the asker's own. */
  readonly isAlone: boolean;
}

/** All ids foreign; and each one foreign beside own ones, where own ones are known. */
function foreignIn({ ids }: Operation, theirs: Ids, own: Ids): readonly Foreign[] {
  const neverWas = (names: readonly string[], among: Ids): Ids => ({
    ...among,
    ...Object.fromEntries(names.map((name) => [name, lookalike(theirs[name] ?? '')])),
  });
  const beside = ids.length > 1 && ids.every((id) => own[id] !== undefined) ? ids : [];
  return [
    { given: theirs, never: neverWas(ids, theirs), isAlone: true },
    ...beside.map((id) => ({
      given: { ...own, [id]: theirs[id] ?? '' },
      never: neverWas([id], own),
      isAlone: false,
    })),
  ];
}

/** Of the same form and length, and of nothing. */
const lookalike = (id: string): string =>
  id.length === 36 ? randomUUID() : `${id.slice(0, -1)}${id.endsWith('q') ? 'x' : 'q'}`;

/** What an answer tells, but for which ids were asked, and when. */
function told({ status, headers, body }: Answer, given: Ids) {
  const text = Object.entries(given).reduce(
    (left, [name, id]) => left.replaceAll(id, `{${name}}`),
    JSON.stringify(body),
  );
  const kept = [...headers].filter(([name]) => !CHANGING.has(name));
  const { traceId: _trace, asOf: _asOf, ...rest } = asObject(JSON.parse(text));
  return { status, headers: kept, rest };
}

const asObject = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? { ...body } : { body };

/** Headers that differ from answer to answer. */
const CHANGING = new Set(['date', 'request-id', 'traceparent']);

/** All that the owner sees of what is theirs. */
async function seenBy(owner: Client, operations: readonly Operation[], theirs: Ids) {
  const seen: unknown[] = [];
  for (const operation of operations)
    if (operation.method === 'GET' && isMerchants(operation.path)) {
      const { status, body } = await owner.get(addressOf(operation, theirs));
      const { asOf: _asOf, ...rest } = asObject(body);
      seen.push([operation.name, status, rest]);
    }
  return seen;
}
