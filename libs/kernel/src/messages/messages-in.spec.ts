import { z } from 'zod';
import { event } from './message.js';
import { messagesIn } from './messages-in.js';

const Parcels = z.discriminatedUnion('type', [
  event('ParcelSent', { parcelId: z.string(), weight: z.int() }),
  event('ParcelArrived', { parcelId: z.string() }),
]);

describe('the messages of a schema', () => {
  it('are those of its union, each with its fields', () =>
    expect(messagesIn(Parcels).map(({ type, data }) => [type, Object.keys(data.shape)])).toEqual([
      ['ParcelSent', ['parcelId', 'weight']],
      ['ParcelArrived', ['parcelId']],
    ]));

  it('are one where only one is declared', () =>
    expect(messagesIn(event('ParcelLost', {})).map(({ type }) => type)).toEqual(['ParcelLost']));

  it('are declared as messages', () =>
    expect(() => messagesIn(z.string())).toThrow('a message is declared as an object'));
});
