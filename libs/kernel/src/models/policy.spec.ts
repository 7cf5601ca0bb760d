import type { AnyMessage } from '../messages/message.js';
import { ask, askAfterRefusal, type News, type Policy } from './policy.js';

interface Paid {
  readonly type: 'Paid';
  readonly data: { readonly orderId: string };
}
interface Shipped {
  readonly type: 'Shipped';
  readonly data: object;
}
const command = (type: string): AnyMessage => ({ type, data: {} });

const policy: Policy<Paid | Shipped, AnyMessage> = {
  name: 'when-paid-open-account',
  topic: 'orders.events',
  on: {
    Paid: ({ data }) => [{ type: 'Open', data }],
    Shipped: () => [],
  },
  refused: {
    Paid: (_event, { code }) => (code === 'account-closed' ? [command('Return')] : undefined),
  },
};

const paid: News<Paid> = { type: 'Paid', id: 'news-1', data: { orderId: 'order-1' } };
const shipped: News<Shipped> = { type: 'Shipped', id: 'news-2', data: {} };
const open = command('Open');

describe('a policy that is told something', () => {
  it('asks for what follows from it', () =>
    expect(ask(policy, paid)).toEqual([{ type: 'Open', data: { orderId: 'order-1' } }]));

  it('may ask for nothing', () => expect(ask(policy, shipped)).toEqual([]));

  it('asks for nothing when the news is not its own', () =>
    expect(ask(policy, { type: 'Other', id: 'news-3', data: {} } as never)).toEqual([]));
});

describe('a policy whose command is refused', () => {
  it('may know what to ask for instead', () =>
    expect(askAfterRefusal(policy, paid, { code: 'account-closed' }, open)).toEqual([
      command('Return'),
    ]));

  it('may have no answer to that refusal', () =>
    expect(askAfterRefusal(policy, paid, { code: 'other' }, open)).toBeUndefined());

  it('may have no answer to any', () => {
    const { refused: _answers, ...without } = policy;
    expect(askAfterRefusal(policy, shipped, { code: 'account-closed' }, open)).toBeUndefined();
    expect(askAfterRefusal(without, paid, { code: 'account-closed' }, open)).toBeUndefined();
  });
});
