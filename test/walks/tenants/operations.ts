/** One method of one path of the API's document, with what it takes to call it. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Ids in the path and in the query, by their names. */
  readonly ids: readonly string[];
  readonly body?: unknown;
}

// The parts of an OpenAPI document that are read here.
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
}
interface DocumentedOperation {
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, DocumentedBody>> };
}
interface DocumentedBody {
  readonly schema: { readonly $ref?: string };
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** Bodies that are taken, where the document has no example of its own. */
const BODIES: Readonly<Record<string, unknown>> = {
  ChangedParcelBody: { method: 'ITELL', tracking: 'JJFI12345678901234567' },
  SavedViewBody: { name: 'Another name', filters: { status: 'settled' } },
  ChangedViewBody: { name: 'Another name', filters: { status: 'settled' } },
  CaseBody: { kind: 'price-reduction', amount: { minorUnits: 1000, currency: 'EUR' } },
  AcceptBody: { extent: 'full' },
  CounterOfferBody: { amount: { minorUnits: 500, currency: 'EUR' } },
  MessageBody: { message: 'Please send it back.' },
  SkipBody: { reason: 'It was a mistake.' },
  AllocationBody: {
    orderId: '6a1e7d0c-54a2-5b1f-8a6e-2d9f4c3b1e02',
    refundId: 'c2f4b6a8-1d3e-5f7a-9b0c-4e6d8f0a2b03',
  },
  SendBackBody: { reason: 'Paid twice.' },
  DeclineBody: { reason: 'Agreed otherwise.' },
};

/**
 * All that the document describes and a token opens: what it gains is called too, or is complained
 * about. What a buyer's link opens is no merchant's: its own walk asks that with foreign ids.
 */
export const operationsOf = ({ paths }: ApiDocument): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(takesToken)
      .map(([method, documented]) => {
        const name = `${method.toUpperCase()} ${path}`;
        const body = bodyOf(name, documented);
        const ids = [...path.matchAll(/\{(\w+)\}/gu)].map(([, id = '']) => id);
        const asked = (documented.parameters ?? []).filter(
          (each) => each.in === 'query' && each.name.endsWith('Id'),
        );
        return {
          ...{ name, method: method.toUpperCase(), path },
          ids: [...ids, ...asked.map((each) => each.name)],
          ...(body !== undefined && { body }),
        };
      }),
  );

const takesToken = ([, { security }]: readonly [string, DocumentedOperation]): boolean =>
  security?.length !== 0;

function bodyOf(name: string, { requestBody }: DocumentedOperation): unknown {
  const [documented] = Object.values(requestBody?.content ?? {});
  if (documented === undefined) return undefined;
  const [example] = Object.values(documented.examples ?? {});
  if (example !== undefined) return example.value;
  const schema = documented.schema.$ref?.split('/').at(-1) ?? '';
  if (BODIES[schema] === undefined)
    throw new Error(`${name} has no example of its body: document one, or name one here`);
  return BODIES[schema];
}

/** Where an operation is asked with these ids; an id without an example is complained about. */
export function addressOf(
  { name, path, ids }: Pick<Operation, 'name' | 'path' | 'ids'>,
  given: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams();
  let address = path;
  for (const id of ids) {
    const value = given[id];
    if (value === undefined)
      throw new Error(`${name} has no example of ${id}: name one in test/walks/tenants`);
    if (path.includes(`{${id}}`)) address = address.replace(`{${id}}`, encodeURIComponent(value));
    else query.set(id, value);
  }
  return query.size === 0 ? address : `${address}?${query}`;
}
