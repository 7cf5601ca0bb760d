import { z } from 'zod';
import { command, event } from './message.js';

const Opened = event('Opened', { orderId: z.uuid(), note: z.string().optional() });
const orderId = '6a1e7d0c-54a2-5b1f-8a6e-2d9f4c3b1e02';

describe('a declared message', () => {
  it('is its name and its contents', () => {
    const opened = { type: 'Opened', data: { orderId } };
    expect(Opened.parse(opened)).toEqual(opened);
    expect(command('Open', {}).parse({ type: 'Open', data: {} })).toEqual({
      type: 'Open',
      data: {},
    });
  });

  it.each([
    ['another name', { type: 'Closed', data: { orderId } }],
    ['no name', { data: { orderId } }],
    ['no contents', { type: 'Opened' }],
    ['a field too many', { type: 'Opened', data: { orderId, colour: 'blue' } }],
    ['a field beside its contents', { type: 'Opened', data: { orderId }, id: 'one' }],
    ['contents in a list', { type: 'Opened', data: [{ orderId }] }],
    ['nothing at all', null],
  ])('has not %s', (_what, message) => expect(Opened.safeParse(message).success).toBe(false));

  it('says which field is wrong', () => {
    const { error } = Opened.safeParse({ type: 'Opened', data: { orderId: 'one' } });
    expect(error?.issues.map(({ path }) => path)).toEqual([['data', 'orderId']]);
  });
});
