import { categoriesOf, NEWS_TOPICS } from '@libs/contracts';
import type { BusAtRest } from '@libs/event-bus/in-process';
import { PAGE_MAX, START, type EventStore, type Filter } from '@libs/event-store';
import type { Position } from '@libs/kernel';
import type { AnyPolicy, ServiceDefinition, Telling } from '../service.js';

/** Who follows something, where it lies, and how it is known. */
interface Follower {
  readonly name: string;
  readonly topic: string;
}

/**
 * Everything that is not worked off, a sentence each: which group waits for what, and what was
 * not told yet. Parked messages are no part of it: they wait for a person, and move with the log.
 */
export async function whatWaits(
  services: readonly ServiceDefinition[],
  { store, bus }: { readonly store: EventStore; readonly bus: BusAtRest },
): Promise<readonly string[]> {
  const said: string[] = [];
  for (const { name: service, follows, tells } of services) {
    for (const policy of follows) said.push(...(await waitsFor(service, policy, store, bus)));
    for (const telling of tells) said.push(...(await isUntold(service, telling, store, bus)));
  }
  return said;
}

/** All groups of services, by topic. */
export const groupsOf = (services: readonly ServiceDefinition[]): readonly Follower[] =>
  services.flatMap(({ name, follows }) =>
    follows.map((policy) => ({ name: groupOf(name, policy), topic: policy.topic })),
  );

/** All relays to the outside. */
export const relaysOf = (services: readonly ServiceDefinition[]): readonly string[] =>
  services.flatMap(({ name, tells }) => tells.map((telling) => `${name}.${telling.name}`));

/** The categories of a topic of recorded events; `undefined` for one of the outside. */
export function newsCategories(topic: string): readonly string[] | undefined {
  const news = NEWS_TOPICS.find((each) => each === topic);
  return news === undefined ? undefined : categoriesOf(news);
}

const groupOf = (service: string, { name }: AnyPolicy): string => `${service}.${name}`;

async function waitsFor(
  service: string,
  policy: AnyPolicy,
  store: EventStore,
  bus: BusAtRest,
): Promise<readonly string[]> {
  const group = groupOf(service, policy);
  const after = bus.groupPosition(group, policy.topic);
  if (after === undefined)
    return [`group ${group} was never at work: start the installation once more, and stop it`];
  const types = Object.keys(policy.on);
  const categories = newsCategories(policy.topic);
  const count =
    categories === undefined
      ? bus.waiting(policy.topic, { after, types })
      : await countAfter(store, after, { categories, types });
  return count === 0 ? [] : [`group ${group} waits for ${many(count)} of ${policy.topic}`];
}

async function isUntold(
  service: string,
  { name, topic, categories }: Telling,
  store: EventStore,
  bus: BusAtRest,
): Promise<readonly string[]> {
  const after = (await bus.relayPosition(`${service}.${name}`)) ?? START;
  const count = await countAfter(store, after, { categories });
  return count === 0 ? [] : [`relay ${service}.${name} has ${many(count)} to look at for ${topic}`];
}

/** Counted up to a page. */
async function countAfter(store: EventStore, after: Position, filter: Filter): Promise<number> {
  for (let position = after; ;) {
    const page = await store.readAll({ ...filter, after: position, limit: PAGE_MAX });
    if (page.events.length > 0 || page.isEnd) return page.events.length;
    position = page.position;
  }
}

const many = (count: number): string =>
  count === 1 ? 'one message' : `${count >= PAGE_MAX ? 'more than ' : ''}${count} messages`;
