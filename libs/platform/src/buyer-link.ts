import { OrderId } from '@libs/kernel';
import type { Secrets } from './secrets.js';

/** Makes and reads the links that buyers have: one order each, signed, and good for a time. */
export interface BuyerLinks {
  /** The secret part of a link's path. Moments are real time: the test clock moves no link. */
  make(orderId: OrderId, at: string): string;
  /** The order that a link opens at a moment; a forged, foreign or expired one opens nothing. */
  read(link: string, at: string): OrderId | undefined;
}

/** A link opens its order for so long: beyond any inspection, and most reclamations. */
const LINK_DAYS = 400;
const DAY_MS = 86_400_000;
const LINK_LENGTH_MAX = 200;
const CONTENTS = /^(?<generation>\d{1,3})~(?<orderId>[0-9a-f-]{36})~(?<expiresAt>\d{1,10})$/u;

/**
 * Links are signed with a key of their own for each generation, made from the master key. Those of
 * this generation and of the one before are read: raised once, it signs new links with another key
 * and breaks none; raised again, it retires what the first one signed.
 */
export function buyerLinks(
  { sign, verify }: Pick<Secrets, 'sign' | 'verify'>,
  generation: number,
): BuyerLinks {
  const readable = [generation, generation - 1].filter((each) => each > 0);
  return {
    make: (orderId, at) => {
      const expiresAt = Math.floor((Date.parse(at) + LINK_DAYS * DAY_MS) / 1000);
      return sign(purposeOf(generation), `${generation}~${orderId}~${expiresAt}`);
    },
    read: (link, at) => {
      if (link.length > LINK_LENGTH_MAX) return undefined;
      for (const each of readable) {
        const told = CONTENTS.exec(verify(purposeOf(each), link) ?? '')?.groups;
        if (told === undefined || Number(told['generation']) !== each) continue;
        const isGood = Date.parse(at) < Number(told['expiresAt']) * 1000;
        return isGood ? OrderId.safeParse(told['orderId']).data : undefined;
      }
      return undefined;
    },
  };
}

const purposeOf = (generation: number): string => `buyer-link/${generation}`;
