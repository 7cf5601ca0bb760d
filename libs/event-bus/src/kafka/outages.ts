import { EventBusUnavailable } from '../event-bus.js';
import type { KafkaHooks } from './options.js';

/** Brokers that are away are told once for the process, not by each group at each try. */
export interface Outages {
  /** A group or a relay is hindered; tells it, unless the brokers are known to be away. */
  hinder(name: string, error: unknown): void;
  /** It is at work again; once all are, the brokers are back. */
  goesOn(name: string): void;
}

export function outages({ onFault, onAway, onBack }: KafkaHooks): Outages {
  const hindered = new Set<string>();
  return {
    hinder: (name, error) => {
      if (!(error instanceof EventBusUnavailable)) return onFault?.({ group: name, error });
      if (hindered.size === 0) onAway?.({ group: name, error });
      hindered.add(name);
    },
    goesOn: (name) => {
      if (hindered.delete(name) && hindered.size === 0) onBack?.();
    },
  };
}
