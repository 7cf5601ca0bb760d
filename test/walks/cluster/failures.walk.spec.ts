import type { Ports } from '@libs/platform';
import { eventually, ownEngine } from '@libs/testing';
import { logOf } from '../../simulation/promises/log.js';
import { brokenMoney } from '../../simulation/promises/money.js';
import { happenedTwice } from '../../simulation/promises/once.js';
import { viewsUnlikeTheirFold } from '../../simulation/promises/views.js';
import { clientOf } from '../client.js';
import { workedExample } from '../worked-example.js';
import { startCluster, type Cluster } from './cluster.js';
import { atRest, beside, decidedTwice, SERVICES } from './dust.js';
import { freezeHoldingNothing } from './freeze.js';
import { startLoad, type Load } from './load.js';
import { whoTells } from './relays.js';
import { toldOutside } from './told-outside.js';

const WRITERS = 4;
const SUCCESSOR_MS_MAX = 120_000;
const engine = await ownEngine('kafka');

if ('skipped' in engine)
  it.skip(`has no kafka of its own to do harm to: ${engine.skipped}`, () => undefined);
else
  describe(`two of each service and ${engine.product}, under load`, () => {
    let cluster: Cluster;
    let load: Load;
    const figures: Record<string, number> = {};
    const healthy = async (after: string) => {
      figures[`seconds until healthy after ${after}`] = Math.round(await load.healthyIn()) / 1000;
    };
    const first = (kind: Parameters<Cluster['of']>[0]) => {
      const [process] = cluster.of(kind);
      if (process === undefined) throw new Error(`${kind} has processes`);
      return process;
    };

    beforeAll(async () => {
      cluster = await startCluster({ brokers: engine.url, processes: 2 });
      load = await startLoad(cluster, WRITERS);
      await healthy('the start');
    });
    afterAll(async () => {
      await cluster.end();
      await engine.stop();
      process.stdout.write(`failure walk: ${JSON.stringify(figures, undefined, 2)}\n`);
    });

    it('go on while each process is stopped and started in turn', async () => {
      for (const process of cluster.processes.filter(({ kind }) => kind !== 'simulators')) {
        expect([process.name, await process.stop()]).toEqual([process.name, 0]);
        await process.start();
      }
      await healthy('a rolling restart');
    });

    it('go on while processes are killed, gateway, service and relay', async () => {
      for (const kind of ['orders', 'refunds', 'gateway'] as const) {
        await first(kind).kill();
        await healthy(`kill -9 of one of ${kind}`);
        await first(kind).start();
      }
      const all = cluster.of('orders');
      await Promise.all(all.map((process) => process.kill()));
      await Promise.all(all.map((process) => process.start()));
      await healthy('kill -9 of all of orders');
    });

    it('go on while who tells payouts stands still, and when it wakes after its successor', async () => {
      const telling = () => whoTells(cluster.of('refunds'), 'refunds.payout-instructions.relay');
      const frozen = telling();
      await freezeHoldingNothing(frozen, cluster.directory);
      await eventually(() => telling() !== frozen, SUCCESSOR_MS_MAX);
      await healthy('SIGSTOP of who tells payouts');
      frozen.thaw();
      await healthy('its SIGCONT');
    });

    it('go on when the broker was killed and is back', async () => {
      await engine.process.kill();
      await engine.process.start();
      await healthy('kill -9 of the broker');
    });

    it('go on when the broker stood still; meanwhile /readyz says so and commands are 503', async () => {
      const { address } = first('gateway');
      const webstore = clientOf(address, await cluster.token('kahvikauppa'));
      const sold = () => webstore.post('/v1/orders', workedExample({ paymentId: 'meanwhile' }));
      await engine.process.freeze();
      await eventually(async () => (await fetch(`${address}/readyz`)).status === 503);
      await eventually(async () => (await sold()).status === 503);
      engine.process.thaw();
      await healthy('SIGSTOP and SIGCONT of the broker');
    });

    it('lose no acknowledged command, double no effect, and show what the log says', async () => {
      await load.end();
      const ports: Ports = await beside(cluster.directory);
      await atRest(ports);
      const log = await logOf({ ports });
      const has = (type: string, field: string) =>
        new Set(
          log
            .filter((event) => event.type === type)
            .map(({ data }) => (data as Readonly<Record<string, unknown>>)[field]),
        );
      const [orders, refunds] = [
        has('OrderReceived', 'orderId'),
        has('RefundRequested', 'refundId'),
      ];
      const { acknowledged } = load;
      const lost = [
        ...acknowledged.orders.filter((orderId) => !orders.has(orderId)),
        ...acknowledged.refunds.filter((refundId) => !refunds.has(refundId)),
      ];
      const doubled = decidedTwice(log);
      const payouts = await toldOutside(cluster.settings, 'refunds.payouts');
      const toldTwice = payouts.filter((id, index) => payouts.indexOf(id) !== index);
      figures['commands acknowledged'] = acknowledged.orders.length + acknowledged.refunds.length;
      figures['commands lost'] = lost.length;
      figures['commands doubled'] = doubled.length;
      figures['payouts told'] = payouts.length;
      figures['payouts told twice'] = toldTwice.length;
      figures['events'] = log.length;
      expect([lost, doubled, toldTwice]).toEqual([[], [], []]);
      expect(payouts).toHaveLength(has('RefundPayoutOrdered', 'refundId').size);
      expect(log.filter(({ type }) => type === 'MessageParked')).toEqual([]);
      expect([...happenedTwice(log), ...brokenMoney(log)]).toEqual([]);
      expect(await viewsUnlikeTheirFold({ ports }, log, SERVICES)).toEqual([]);
      await ports.close();
    });
  });
