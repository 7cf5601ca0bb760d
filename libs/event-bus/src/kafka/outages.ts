import { EventBusUnavailable } from '../event-bus.js';
import type { KafkaHooks } from './options.js';

/** Brokers that are away are told once for the process, not by each group at each try. */
export interface Outages {
  /** A group or a relay is hindered; tells it, unless the brokers are known to be away. */
  hinder(name: string, error: unknown): void;
  /** It is at work again; once all have been for a while, the brokers are back. */
  goesOn(name: string): void;
  /** From now on nothing is told. */
  close(): void;
}

/** A broker that starts refuses the one and takes the other: that is still one outage. */
const CALM_MS = 3000;

export function outages(
  { onFault, onAway, onBack }: Pick<KafkaHooks, 'onFault' | 'onAway' | 'onBack'>,
  calmMs = CALM_MS,
): Outages {
  const hindered = new Set<string>();
  let isAway = false;
  let calm: NodeJS.Timeout | undefined;
  return {
    hinder: (name, error) => {
      if (!(error instanceof EventBusUnavailable)) return onFault?.({ group: name, error });
      clearTimeout(calm);
      hindered.add(name);
      if (!isAway) onAway?.({ group: name, error });
      isAway = true;
    },
    goesOn: (name) => {
      if (!hindered.delete(name) || hindered.size > 0) return;
      calm = setTimeout(() => {
        isAway = false;
        onBack?.();
      }, calmMs).unref();
    },
    close: () => clearTimeout(calm),
  };
}
