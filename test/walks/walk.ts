import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Terms } from '@libs/contracts';
import { startStandalone, tokenFor, type Standalone } from '@services/standalone';
import { agree, demoMerchantOf } from './agreement.js';
import { clientOf, type Answer, type Client } from './client.js';
import { mailsAbout, type BuyerMail } from './mails.js';

/** A merchant extranet of its own for one story, over real HTTP. */
export interface Walk {
  /** A client signed in as one of the demo users. */
  as(userId: string): Promise<Client>;
  readonly anyone: Client;
  /** What the buyer of an order was mailed, the first one first. */
  mailsAbout(orderId: string): Promise<readonly BuyerMail[]>;
  /** Where it listens, and what signs somebody in: for systems that speak HTTP themselves. */
  readonly address: string;
  token(userId: string): Promise<string>;
  /** The page of metrics; of all processes, where there are several. */
  metrics(): Promise<Answer>;
  /** Where its files lie. */
  readonly directory: string;
  merchantOf(userId: string): string;
  /** What holds for the next orders of a user's merchant, from now on. */
  agree(userId: string, terms: Partial<Terms>): Promise<void>;
  restart(): Promise<void>;
  /**
   * Ends it, and begins it again when so many days have gone by on the machine. Nothing is agreed
   * on afterwards: the test's own clock is then behind.
   */
  away(days: number): Promise<void>;
  end(): Promise<void>;
}

/** How a story comes by its extranet; `settings` besides those of every walk. */
export type StartWalk = (settings?: Settings) => Promise<Walk>;

export type Settings = Readonly<Record<string, string>>;

/** Embedded, in this process. */
export async function startWalk(settings: Settings = {}): Promise<Walk> {
  const directory = await mkdtemp(join(tmpdir(), 'extranet-walk-'));
  const environment = {
    EXTRANET_DATA: directory,
    PORT: '0',
    EXTRANET_LOG_LEVEL: 'silent',
    ...settings,
  };
  let awayMs = 0;
  const clock = { now: () => new Date(Date.now() + awayMs).toISOString() };
  const start = () => startStandalone({ environment, extent: 'merchants', clock });
  let extranet: Standalone = await start();
  return {
    directory,
    as: async (userId) =>
      clientOf(extranet.address, await tokenFor(extranet.configuration, userId)),
    get address() {
      return extranet.address;
    },
    token: (userId) => tokenFor(extranet.configuration, userId),
    mailsAbout: (orderId) => mailsAbout(orderId, directory, extranet.platform.ports),
    get anyone() {
      return clientOf(extranet.address);
    },
    metrics: () => clientOf(extranet.address).get('/metrics'),
    merchantOf: demoMerchantOf,
    agree: (userId, terms) => agree(extranet.platform, userId, terms),
    restart: async () => {
      await extranet.close();
      extranet = await start();
    },
    away: async (days) => {
      await extranet.close();
      awayMs += days * 24 * 3_600_000;
      extranet = await start();
    },
    end: async () => {
      await extranet.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
