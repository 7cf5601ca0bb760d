import { jest } from '@jest/globals';
import { EventBusUnavailable } from '../event-bus.js';
import { outages } from './outages.js';

const CALM_MS = 1000;
const away = new EventBusUnavailable('Kafka: No broker available');

describe('an outage of the brokers', () => {
  const said: string[] = [];
  const told = () => {
    said.length = 0;
    const hooks = {
      onFault: ({ group }: { readonly group?: string }) => void said.push(`fault of ${group}`),
      onAway: ({ group }: { readonly group: string }) => void said.push(`away, says ${group}`),
      onBack: () => void said.push('back'),
    };
    return outages(hooks, CALM_MS);
  };
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is told once, however many are hindered and however often', () => {
    const each = told();
    each.hinder('orders', away);
    each.hinder('orders', away);
    each.hinder('refunds', away);
    expect(said).toEqual(['away, says orders']);
  });

  it('is over when all have been at work for a while', () => {
    const each = told();
    each.hinder('orders', away);
    each.hinder('refunds', away);
    each.goesOn('orders');
    jest.advanceTimersByTime(CALM_MS);
    expect(said).not.toContain('back');
    each.goesOn('refunds');
    jest.advanceTimersByTime(CALM_MS);
    each.goesOn('refunds');
    jest.advanceTimersByTime(CALM_MS);
    expect(said).toEqual(['away, says orders', 'back']);
  });

  it('goes on when one is refused soon after another was taken', () => {
    const each = told();
    each.hinder('orders', away);
    each.goesOn('orders');
    jest.advanceTimersByTime(CALM_MS - 1);
    each.hinder('refunds', away);
    jest.advanceTimersByTime(CALM_MS);
    each.goesOn('refunds');
    jest.advanceTimersByTime(CALM_MS);
    expect(said).toEqual(['away, says orders', 'back']);
  });

  it('is told again when it comes again', () => {
    const each = told();
    each.hinder('orders', away);
    each.goesOn('orders');
    jest.advanceTimersByTime(CALM_MS);
    each.hinder('orders', away);
    expect(said).toEqual(['away, says orders', 'back', 'away, says orders']);
  });

  it('is not what a handler’s own fault is, nor does a closed bus tell its end', () => {
    const each = told();
    each.hinder('orders', new Error('boom'));
    each.hinder('orders', away);
    each.goesOn('orders');
    each.close();
    jest.advanceTimersByTime(CALM_MS);
    expect(said).toEqual(['fault of orders', 'away, says orders']);
  });

  it('of a closed bus is not told, though its readers are hindered and go on meanwhile', () => {
    const each = told();
    each.hinder('orders', away);
    each.close();
    each.goesOn('orders');
    jest.advanceTimersByTime(CALM_MS);
    each.hinder('refunds', away);
    each.hinder('refunds', new Error('boom'));
    expect(said).toEqual(['away, says orders']);
  });
});
