import { ReferenceNumber, Timestamp, z } from '@libs/kernel';
import { inputProblems } from './input.js';

const Message = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Sent'), id: z.uuid() }),
  z.strictObject({ type: z.literal('Arrived') }),
]);
const Shape = z.strictObject({
  text: z.string().min(1).max(3),
  count: z.int().min(1),
  list: z.array(z.string()).min(1),
  day: z.iso.date(),
  at: Timestamp,
  email: z.email(),
  reference: ReferenceNumber,
  choice: z.enum(['a', 'b']),
  message: Message,
});
const RIGHT = {
  ...{ text: 'a', count: 1, list: ['a'], day: '2026-03-02', at: '2026-03-02T08:30:00Z' },
  ...{ email: 'a@b.example', reference: '19985242', choice: 'a', message: { type: 'Arrived' } },
};

describe('the words of a contract’s problems', () => {
  it.each([
    ['/text', { text: undefined }, 'is required'],
    ['/text', { text: 7 }, 'must be a text'],
    ['/text', { text: '' }, 'must have at least 1 character'],
    ['/text', { text: 'abcd' }, 'must have at most 3 characters'],
    ['/count', { count: 0 }, 'must be at least 1'],
    ['/count', { count: 1.5 }, 'must be an integer that fits in 53 bits'],
    ['/list', { list: [] }, 'must have at least 1 item'],
    ['/list', { list: {} }, 'must be a list'],
    ['/day', { day: '2.3.2026' }, 'must be a date like 2026-03-02'],
    ['/at', { at: 'now' }, 'must be a date and time in UTC like 2026-03-02T08:30:00Z'],
    ['/email', { email: 'a' }, 'must be an e-mail address'],
    ['/reference', { reference: '19985243' }, 'has a wrong check digit'],
    ['/choice', { choice: 'c' }, 'must be one of a, b'],
    ['/message/type', { message: { type: 'Lost' } }, 'must be one of Sent, Arrived'],
    ['/message/type', { message: {} }, 'must be one of Sent, Arrived'],
    ['/message/id', { message: { type: 'Sent', id: '1' } }, 'must be a UUID'],
    ['/message', { message: null }, 'must be an object'],
    ['/colour', { colour: 'blue' }, 'is not a field here'],
  ])('tell at %s what %j should be', (pointer, over, detail) => {
    const parsed = Shape.safeParse({ ...RIGHT, ...over });
    expect(inputProblems(parsed.error?.issues ?? [])).toEqual([{ detail, pointer }]);
  });
});
