import {
  AccountCommand,
  CaseCommand,
  DeliveryCommand,
  FundingCommand,
  groupOf,
  MerchantCommand,
  OrderCommand,
  OUTSIDE_TOPICS,
  TransferCommand,
} from '@libs/contracts';
import { CommandEnvelope, eur, Iban, ReferenceNumber, z } from '@libs/kernel';
import { calendarOf } from './demo-calendar.js';
import { demoOrders } from './demo-orders.js';
import { DEMO_SEED, merchantWaves, orderWaves, type DemoWorld } from './demo-plan.js';
import type { DemoStep } from './demo-steps.js';
import {
  hasApproval,
  hasCase,
  isFundedLater,
  isInBalance,
  STORIES,
  type DemoStory,
} from './demo-stories.js';
import { DEMO_USERS } from './demo-users.js';

const NOW = '2026-03-10T09:30:00.000Z';
const world: DemoWorld = {
  seed: DEMO_SEED,
  now: NOW,
  everydayOrders: 60,
  fundingAccount: { recipientName: 'Maksulaitos Oy', iban: Iban.parse('FI7740123477777777') },
};
const COMMANDS = {
  'merchants.requests': MerchantCommand,
  'orders.requests': OrderCommand,
  'refunds.requests': z.union([AccountCommand, CaseCommand, FundingCommand, TransferCommand]),
  'shipping.requests': DeliveryCommand,
} as const;

const STORY_NAMES = Object.keys(STORIES) as DemoStory[];

const waves = [...merchantWaves(world), ...orderWaves(world)];
const steps: readonly DemoStep[] = waves.flatMap((wave) => wave.steps);
const commands = steps.filter((step) => step.kind === 'command');
const messages = steps.filter((step) => step.kind === 'message');

it('is the same plan for the same seed and time', () =>
  expect([...merchantWaves(world), ...orderWaves(world)]).toEqual(waves));

it('is another plan for another seed', () =>
  expect(orderWaves({ ...world, seed: 'another' })).not.toEqual(orderWaves(world)));

it('asks for nothing that a contract does not know', () => {
  for (const { topic, envelope } of commands) {
    CommandEnvelope.parse({ ...envelope, fingerprint: 'made by the installation' });
    expect(COMMANDS[topic].parse(envelope.command)).toEqual(envelope.command);
  }
  for (const { topic, message } of messages) {
    const { type, data } = message;
    expect(OUTSIDE_TOPICS[topic].parse({ type, data })).toEqual({ type, data });
  }
});

it('gives each step an id of its own', () => {
  const ids = steps.map((step) =>
    step.kind === 'command' ? step.envelope.commandId : step.message.id,
  );
  expect(new Set(ids).size).toBe(ids.length);
});

it('gives every order a reference number and a payment id of its own', () => {
  const orders = demoOrders(DEMO_SEED, 60);
  for (const { reference } of orders)
    expect(ReferenceNumber.safeParse(reference).success).toBe(true);
  expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(orders.length);
  expect(new Set(orders.map(({ reference }) => reference)).size).toBe(orders.length);
});

it('tells every story that a merchant’s terms have, with every group of methods', () => {
  const orders = demoOrders(DEMO_SEED, 60);
  expect(orders.length).toBeGreaterThan(400);
  for (const sellerId of ['kahvikauppa', 'testikauppias']) {
    const mine = orders.filter(({ merchant }) => merchant.sellerId === sellerId);
    const isDirect = sellerId === 'kahvikauppa';
    const all = STORY_NAMES.filter(
      (story) => !isInBalance(story) && !hasApproval(story) && (!isDirect || !hasCase(story)),
    );
    expect(new Set(mine.map(({ story }) => story))).toEqual(new Set(all));
    expect(new Set(mine.map(({ method }) => groupOf(method))).size).toBe(5);
  }
  const books = orders.filter(({ merchant }) => merchant.sellerId === 'kirjakauppa');
  const told = STORY_NAMES.filter((story) => !isFundedLater(story) && !hasApproval(story));
  expect(new Set(books.map(({ story }) => story))).toEqual(new Set(told));
  const flowers = orders.filter(({ merchant }) => merchant.sellerId === 'kukkakauppa');
  const approvals = STORY_NAMES.filter(hasApproval);
  expect(flowers.map(({ story }) => story)).toEqual(expect.arrayContaining(approvals));
});

it('is a few thousand orders', () => {
  const count = demoOrders(DEMO_SEED).length;
  expect(count).toBeGreaterThan(2000);
  expect(count).toBeLessThan(4000);
});

it('lies in the last 90 days, and each order goes on in time', () => {
  const now = Date.parse(NOW);
  for (const order of demoOrders(DEMO_SEED, 60)) {
    const moments = [...calendarOf(order, now).values()];
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(moments[0]).toBeGreaterThanOrEqual(now - 90 * 24 * 60 * 60_000);
    expect(moments.at(-1)).toBeLessThan(now);
  }
});

it('asks for sums that can be paid', () => {
  for (const { basket } of demoOrders(DEMO_SEED, 60)) {
    expect(basket.amount.minorUnits).toBeGreaterThan(0);
    expect(basket.sellerCosts.minorUnits).toBeGreaterThanOrEqual(eur(0).minorUnits);
  }
});

it('lets each user sign in under one id', () =>
  expect(new Set(DEMO_USERS.map(({ userId }) => userId)).size).toBe(DEMO_USERS.length));
