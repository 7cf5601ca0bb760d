import { EventBusUnavailable } from '../event-bus.js';
import { outage, type Outage } from '../outage.js';
import type { KafkaHooks } from './options.js';

/** Brokers that are away are told once for the process, not by each group at each try. */
export type Outages = Outage;

export function outages(
  { onFault, onAway, onBack }: Pick<KafkaHooks, 'onFault' | 'onAway' | 'onBack'>,
  calmMs?: number,
): Outages {
  const ofBrokers = outage(
    {
      onAway: ({ name: group, error }) => onAway?.({ group, error }),
      onBack: () => onBack?.(),
    },
    calmMs,
  );
  let isClosed = false;
  return {
    ...ofBrokers,
    hinder: (name, error) => {
      if (isClosed) return;
      if (error instanceof EventBusUnavailable) ofBrokers.hinder(name, error);
      else onFault?.({ group: name, error });
    },
    close: () => {
      isClosed = true;
      ofBrokers.close();
    },
  };
}
