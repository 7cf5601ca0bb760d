import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_USERS, startStandalone, tokenFor, type Standalone } from '@services/standalone';
import { clientOf, type Answer, type Client } from './client.js';

/** A merchant extranet of its own for one story: embedded, in this process, over real HTTP. */
export interface Walk {
  /** A client signed in as one of the demo users. */
  as(userId: string): Promise<Client>;
  readonly anyone: Client;
  /** The secret of the buyer's link to an order, from a mail; nothing before one went out. */
  linkTo(orderId: string): Promise<string | undefined>;
  /** Where it listens, and what signs somebody in: for systems that speak HTTP themselves. */
  readonly address: string;
  token(userId: string): Promise<string>;
  /** The page of metrics; of all processes, where there are several. */
  metrics(): Promise<Answer>;
  /** Where its files lie. */
  readonly directory: string;
  merchantOf(userId: string): string;
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** How a story comes by its extranet. */
export type StartWalk = () => Promise<Walk>;

export type Settings = Readonly<Record<string, string>>;

/** `settings` besides those of every walk: other engines, say. */
export async function startWalk(settings: Settings = {}): Promise<Walk> {
  const directory = await mkdtemp(join(tmpdir(), 'extranet-walk-'));
  const environment = {
    EXTRANET_DATA: directory,
    PORT: '0',
    EXTRANET_LOG_LEVEL: 'silent',
    ...settings,
  };
  const start = () => startStandalone({ environment, extent: 'merchants' });
  let extranet: Standalone = await start();
  return {
    directory,
    as: async (userId) =>
      clientOf(extranet.address, await tokenFor(extranet.configuration, userId)),
    get address() {
      return extranet.address;
    },
    token: (userId) => tokenFor(extranet.configuration, userId),
    linkTo: async (orderId) => {
      const mails = join(directory, 'mails');
      const names = await readdir(mails).catch(() => []);
      for (const name of names.filter((each) => each.endsWith('.eml'))) {
        const mail = (await readFile(join(mails, name), 'utf8')).replaceAll('=\n', '');
        const [, link = ''] = /\/v1\/buyer\/([\w.-]+)/u.exec(mail) ?? [];
        const { ports } = extranet.platform;
        if (ports.mails?.links.read(link, new Date().toISOString()) === orderId) return link;
      }
      return undefined;
    },
    get anyone() {
      return clientOf(extranet.address);
    },
    metrics: () => clientOf(extranet.address).get('/metrics'),
    merchantOf: demoMerchantOf,
    restart: async () => {
      await extranet.close();
      extranet = await start();
    },
    end: async () => {
      await extranet.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export function demoMerchantOf(userId: string): string {
  const user = DEMO_USERS.find((each) => each.userId === userId);
  if (user === undefined) throw new Error(`there is no demo user ${userId}`);
  return user.tenant;
}
