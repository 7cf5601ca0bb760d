import { START } from '@libs/event-store';
import { assert, type Position, type Recorded } from '@libs/kernel';
import { checkOutgoing } from '../check-outgoing.js';
import type { Relay } from '../relay.js';
import type { Relays, Telling } from '../relays.js';
import { newsOnTheWire, outgoingOnTheWire } from './cloud-events.js';
import type { Ground } from './ground.js';
import { startKafkaRelay, type KafkaRelay, type KafkaRelayOptions } from './kafka-relay.js';
import { committedOf } from './topics.js';

/**
 * The relays of this process. A topic of the outside is told by one relay only, so that its
 * sequence never goes back.
 */
export interface KafkaRelays extends Relays {
  carryNews(topic: string): Relay;
  /** Whether all up to a position was told to a topic, by whichever process. */
  hasTold(topic: string, position: Position): Promise<boolean>;
  stop(): Promise<void>;
}

export function relaysOn(ground: Ground): KafkaRelays {
  const { newsTopics, outsideTopics, source, strip, whole } = ground;
  const started: { readonly name: string; readonly topic: string; readonly relay: KafkaRelay }[] =
    [];
  return {
    carryNews,
    tell,
    positionOf,
    hasTold,
    troubles: () => new Map(started.flatMap(troubleOf)),
    stop: async () => void (await Promise.all(started.map(({ relay }) => relay.stop()))),
  };

  function carryNews(topic: string): Relay {
    const categories = newsTopics[topic];
    assert(categories !== undefined, `${topic} carries recorded events`);
    const wire = (event: Recorded) => newsOnTheWire(topic, strip(event));
    return start(topic, topic, { source, categories, wire });
  }

  function tell({ name, topic, categories, message, store }: Telling): Relay {
    const wire = (event: Recorded) => {
      const told = message(event);
      if (told === undefined) return undefined;
      checkOutgoing(topic, outsideTopics[topic], told);
      return outgoingOnTheWire(topic, told, event.position);
    };
    return start(name, topic, { source: store, categories, wire });
  }

  function start(name: string, topic: string, what: Told): Relay {
    const relay = startRelayOn(ground, { ...what, name: relayOf(name), target: topic });
    started.push({ name, topic, relay });
    return relay;
  }

  async function positionOf(name: string): Promise<Position | undefined> {
    const own = whole(relayOf(name));
    // While the relay has not made its own topic, nothing was told.
    const saved = await committedOf(ground.administration, own, own).catch(() => undefined);
    return saved?.get(0)?.metadata;
  }

  /**
   * Another process saves its position some while after it has told, when it can be read. What is
   * published straight to a topic of the outside lies there already.
   */
  async function hasTold(topic: string, position: Position): Promise<boolean> {
    const here = started.filter((each) => each.topic === topic);
    const names = newsTopics[topic] === undefined ? here.map(({ name }) => name) : [topic];
    for (const name of names) {
      const ours = here.find((each) => each.name === name)?.relay;
      const isOurs = ours !== undefined && ours.position() >= position;
      if (isOurs) {
        if (!(await ours.isReadable())) return false;
      } else if (((await positionOf(name)) ?? START) < position) return false;
    }
    return true;
  }
}

type Told = Pick<KafkaRelayOptions, 'source' | 'categories' | 'wire'>;

function startRelayOn(
  ground: Ground,
  what: Told & Pick<KafkaRelayOptions, 'name' | 'target'>,
): KafkaRelay {
  const { client, administration, limits, whole, outages, hooks } = ground;
  const { name, target } = what;
  return startKafkaRelay({
    ...{ ...what, administration, limits },
    name: whole(name),
    target: whole(target),
    kafka: client,
    prepare: async () => {
      await ground.prepare();
      await ground.prepareOwn(name);
    },
    onAtWork: () => hooks?.onAtWork?.({ relay: name }),
    onHindered: (error) => outages.hinder(name, error),
    onWell: () => outages.goesOn(name),
  });
}

/** The name of a relay's own topic, group and transactions, without the prefix. */
export const relayOf = (name: string): string => `${name}.relay`;

function troubleOf({
  name,
  relay,
}: {
  readonly name: string;
  readonly relay: KafkaRelay;
}): readonly (readonly [string, string])[] {
  const trouble = relay.trouble();
  return trouble === undefined ? [] : [[relayOf(name), trouble]];
}
