import { v7 } from 'uuid';
import {
  accept,
  assert,
  command,
  event,
  idFrom,
  INSTITUTION,
  MerchantId,
  reject,
  z,
  type Aggregate,
  type CommandEnvelope,
  type Decision,
  type Refusal,
} from '@libs/kernel';
import { commandHandler } from './handle-command.js';
import type { EventStore } from './event-store.js';

/** A small aggregate: a bar's tab that takes at most `TAB_MAX` and is settled once. */
const TAB_MAX = 100;

const TabCommand = z.discriminatedUnion('type', [
  command('OpenTab', { tabId: z.string(), merchantId: MerchantId }),
  command('AddToTab', { tabId: z.string(), amount: z.int().min(1) }),
  command('AddTwice', { tabId: z.string(), amount: z.int().min(1) }),
]);
type TabCommand = z.infer<typeof TabCommand>;

const TabEvent = z.discriminatedUnion('type', [
  event('TabOpened', {
    tabId: z.string(),
    merchantId: z.union([MerchantId, z.literal(INSTITUTION)]),
  }),
  event('AddedToTab', { amount: z.int() }),
]);
type TabEvent = z.infer<typeof TabEvent>;

type Tab = { readonly status: 'closed' } | { readonly status: 'open'; readonly total: number };

export const tab: Aggregate<TabCommand, Tab, TabEvent> = {
  category: 'tab',
  command: TabCommand,
  event: TabEvent,
  streamId: ({ data }) => data.tabId,
  begins: ['OpenTab'],
  decider: { initialState: { status: 'closed' }, decide, evolve },
};

function decide({ type, data }: TabCommand, state: Tab): Decision<TabEvent, Refusal> {
  if (type === 'OpenTab')
    return state.status === 'open' ? accept() : accept({ type: 'TabOpened', data });
  assert(state.status === 'open', 'only an open tab is added to');
  const { amount } = data;
  const added: TabEvent = { type: 'AddedToTab', data: { amount } };
  if (state.total + amount > TAB_MAX) return reject('tab-is-full', { left: TAB_MAX - state.total });
  return type === 'AddTwice' ? accept(added, added) : accept(added);
}

function evolve(state: Tab, { type, data }: TabEvent): Tab {
  if (type === 'TabOpened') return { status: 'open', total: 0 };
  assert(state.status === 'open', 'only an open tab is added to');
  return { status: 'open', total: state.total + data.amount };
}

export const merchant = MerchantId.parse('6c1f2a3e-0c9b-4c1d-8a55-0d6f3b1e2a10');
export const otherMerchant = MerchantId.parse('6c1f2a3e-0c9b-4c1d-8a55-0d6f3b1e2a11');
export const RECORDED_AT = '2026-03-03T10:00:00.500Z';

export const openTab = { type: 'OpenTab', data: { tabId: '7', merchantId: merchant } };
export const add = (amount: number) => ({ type: 'AddToTab', data: { tabId: '7', amount } });
export const addTwice = (amount: number) => ({ type: 'AddTwice', data: { tabId: '7', amount } });

/** Each name is another wish; its command's id and fingerprint are made from it. */
export const wish = (
  name: string,
  wished: CommandEnvelope['command'],
  over: Partial<CommandEnvelope> = {},
): CommandEnvelope => ({
  commandId: idFrom(name),
  fingerprint: `fingerprint of ${JSON.stringify(wished)}`,
  tenant: merchant,
  actor: { kind: 'user', id: name },
  correlationId: `correlation ${name}`,
  causationId: `causation ${name}`,
  issuedAt: '2026-03-03T10:00:00Z',
  command: wished,
  ...over,
});

export const tabHandler = (store: EventStore) =>
  commandHandler({ store, aggregate: tab, newEventId: v7, now: () => RECORDED_AT });

/** A store whose appends end as told, one after another, then as they should. */
export function faultyStore(
  store: EventStore,
  faults: ((append: () => ReturnType<EventStore['append']>) => ReturnType<EventStore['append']>)[],
): EventStore & { readonly appends: Parameters<EventStore['append']>[] } {
  const appends: Parameters<EventStore['append']>[] = [];
  return {
    ...store,
    appends,
    append: (...append) => {
      appends.push(append);
      const fault = faults.shift();
      return fault === undefined ? store.append(...append) : fault(() => store.append(...append));
    },
  };
}
