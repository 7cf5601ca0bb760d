import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { merchantInformationView, REQUEST_TOPICS, type Terms } from '@libs/contracts';
import { idFrom, INSTITUTION, type CommandAnswer } from '@libs/kernel';
import { PATIENCE_MS } from '@libs/testing';
import {
  DEMO_MERCHANTS,
  DEMO_USERS,
  startStandalone,
  tokenFor,
  type Standalone,
} from '@services/standalone';
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

/** One whose merchants may agree on other terms than those of the demo data. */
export interface EmbeddedWalk extends Walk {
  /** What holds for the next orders of a user's merchant, from now on. */
  agree(userId: string, terms: Partial<Terms>): Promise<void>;
  /** Ends it, and begins it again when so many days have gone by on the machine. */
  away(days: number): Promise<void>;
}

/** How a story comes by its extranet. */
export type StartWalk = () => Promise<Walk>;

export type Settings = Readonly<Record<string, string>>;

/** `settings` besides those of every walk: other engines, say. */
export async function startWalk(settings: Settings = {}): Promise<EmbeddedWalk> {
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
    agree: (userId, terms) => agree(extranet, userId, terms),
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

export function demoMerchantOf(userId: string): string {
  const user = DEMO_USERS.find((each) => each.userId === userId);
  if (user === undefined) throw new Error(`there is no demo user ${userId}`);
  return user.tenant;
}

/** As the institution does it, for which there is no path: over the requests of the service. */
async function agree(
  { platform: { ports, requests } }: Standalone,
  userId: string,
  over: Partial<Terms>,
): Promise<void> {
  const merchant = DEMO_MERCHANTS.find(({ merchantId }) => merchantId === demoMerchantOf(userId));
  if (merchant === undefined) throw new Error(`${userId} belongs to no merchant`);
  const { merchantId, methods, returnTerms } = merchant;
  const at = ports.clock.now();
  const view = await ports.views.open(merchantInformationView);
  const { agreement } = (await view.load([merchantId])).get(merchantId)?.document ?? {};
  const agreementVersion = (agreement?.terms.agreementVersion ?? 1) + 1;
  const terms = { ...merchant.terms, ...over, agreementVersion };
  const command = {
    type: 'MakeServiceAgreement',
    data: { merchantId, terms, methods, returnTerms, at },
  };
  const commandId = idFrom('agreement', merchantId, String(agreementVersion));
  const answer: CommandAnswer = await requests.send(REQUEST_TOPICS.merchants, merchantId, {
    ...{ commandId, fingerprint: ports.secrets.fingerprint(command), tenant: INSTITUTION },
    actor: { kind: 'operator', id: 'operator' },
    ...{ correlationId: commandId, causationId: commandId, issuedAt: at, command },
  });
  if (answer.outcome !== 'accepted') throw new Error(`not agreed: ${answer.outcome}`);
  await view.caughtUp(answer.position, { timeoutMs: PATIENCE_MS });
}
