import fc from 'fast-check';
import { Partitioners, type PartitionMetadata } from 'kafkajs';
import { keyPartitioner } from './partitioner.js';

const ofCount = (count: number): PartitionMetadata[] =>
  Array.from({ length: count }, (_, partitionId) => ({
    ...{ partitionErrorCode: 0, partitionId, leader: 0 },
    ...{ replicas: [0], isr: [0] },
  }));
const [ours, drivers] = [keyPartitioner(), Partitioners.DefaultPartitioner()];
const place = (count: number) => ({ topic: 'refunds.events', partitionMetadata: ofCount(count) });
const partitions = fc.integer({ min: 1, max: 200 });

describe('the partition of a message', () => {
  it('is for any key the one that the driver, and so the Java client, would take', () => {
    const keys = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.uuid());
    fc.assert(
      fc.property(keys, partitions, (key, count) => {
        const message = { key, value: '' };
        expect(ours({ ...place(count), message })).toBe(drivers({ ...place(count), message }));
      }),
      { numRuns: 1000 },
    );
  });

  it('is for bytes as a key the driver’s too', () => {
    fc.assert(
      fc.property(fc.uint8Array(), partitions, (bytes, count) => {
        const message = { key: Buffer.from(bytes), value: '' };
        expect(ours({ ...place(count), message })).toBe(drivers({ ...place(count), message }));
      }),
    );
  });

  it('is the one it says itself, whatever its key', () => {
    const message = { key: 'account-1', value: '', partition: 3 };
    expect(ours({ ...place(6), message })).toBe(3);
  });

  it('is not guessed where it has neither', () => {
    expect(() => ours({ ...place(6), message: { value: '' } })).toThrow('without a key');
  });
});
