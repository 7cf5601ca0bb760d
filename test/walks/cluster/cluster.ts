import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agree, demoMerchantOf } from '../agreement.js';
import { clientOf, type Answer } from '../client.js';
import { mailsAbout } from '../mails.js';
import type { Settings, Walk } from '../walk.js';
import { startFront } from './front.js';
import { institutionWith } from './institution.js';
import { machineWith } from './machine.js';
import { serviceProcess, type Kind, type ServiceProcess } from './service-process.js';

/** The cluster profile at work: processes of each service, which share their engines. */
export interface Cluster extends Walk {
  readonly processes: readonly ServiceProcess[];
  of(kind: Kind): readonly ServiceProcess[];
  readonly settings: Settings;
}

export interface ClusterPlan {
  /** `host:port` of brokers. */
  readonly brokers: string;
  /** Of each service. */
  readonly processes?: number;
  /** Besides: other engines, say. */
  readonly settings?: Settings;
}

const KINDS: readonly Kind[] = ['merchants', 'orders', 'refunds', 'shipping', 'gateway'];

/** Starts all processes on one data directory and a real broker, and fills in the merchants. */
export async function startCluster(plan: ClusterPlan): Promise<Cluster> {
  const directory = await mkdtemp(join(tmpdir(), 'extranet-cluster-'));
  const settings = settingsOf(plan, directory);
  const machine = machineWith(settings);
  const institution = institutionWith(settings);
  const place = { directory, environment: machine.environment };
  const counted = KINDS.flatMap((kind) =>
    Array.from({ length: plan.processes ?? 1 }, (_, number) => ({ kind, number })),
  );
  const processes = await Promise.all(
    [...counted, { kind: 'simulators' as const, number: 0 }].map(({ kind, number }) =>
      serviceProcess(kind, number, place),
    ),
  );
  const of = (kind: Kind) => processes.filter((each) => each.kind === kind);
  const front = await startFront((path) =>
    of(path.startsWith('/v1/simulator') ? 'simulators' : 'gateway').map(({ address }) => address),
  );
  const start = async () => void (await Promise.all(processes.map((each) => each.start())));
  const stop = () => Promise.all(processes.map((each) => each.stop()));

  try {
    await start();
    await machine.run('fill', '--empty');
  } catch (error) {
    await Promise.all([front.close(), ...processes.map((each) => each.kill())]);
    throw error;
  }
  return {
    ...{ directory, processes, of, settings, address: front.address },
    as: async (userId) => clientOf(front.address, await machine.token(userId)),
    token: machine.token,
    anyone: clientOf(front.address),
    mailsAbout: async (orderId) =>
      mailsAbout(orderId, directory, (await institution.platform()).ports),
    metrics: () => metricsOf(processes),
    merchantOf: demoMerchantOf,
    agree: async (userId, terms) => agree(await institution.platform(), userId, terms),
    restart: async () => {
      await stop();
      await start();
    },
    away: async (days) => {
      await stop();
      machine.letPass(days);
      await start();
    },
    end: async () => {
      await institution.close();
      await stop();
      await front.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The stores are files that the processes share, where no other engine is chosen. */
const settingsOf = ({ brokers, settings = {} }: ClusterPlan, directory: string): Settings => ({
  EXTRANET_PROFILE: 'cluster',
  EXTRANET_EVENT_STORE: 'sqlite',
  EXTRANET_VIEW_STORE: 'sqlite',
  EXTRANET_KEY_STORE: 'sqlite',
  EXTRANET_DATA: directory,
  EXTRANET_KAFKA: `kafka://${brokers}`,
  EXTRANET_KAFKA_PREFIX: `walk-${randomUUID().slice(0, 8)}.`,
  EXTRANET_KAFKA_PARTITIONS: '4',
  ...settings,
});

/** The pages of all processes, as one. */
async function metricsOf(processes: readonly ServiceProcess[]): Promise<Answer> {
  const pages = await Promise.all(
    processes.map(({ address }) => clientOf(address).get('/metrics')),
  );
  const [first] = pages;
  if (first === undefined) throw new Error('there are processes');
  return { ...first, body: pages.map(({ body }) => String(body)).join('\n') };
}

/** What the processes have said, for whoever looks for the reason of a failure. */
export async function logsIn(directory: string): Promise<string> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.log'));
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  return names.map((name, index) => `== ${name}\n${texts[index]?.slice(-1500)}`).join('\n');
}
