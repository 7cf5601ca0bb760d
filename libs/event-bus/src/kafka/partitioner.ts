import type { ICustomPartitioner } from 'kafkajs';

/**
 * A key's partition as the Java clients have it, so that all clients agree. The driver's own
 * partitioner answers the same, but took a tenth of a relay's time (docs/performance.md).
 */
export const keyPartitioner: ICustomPartitioner =
  () =>
  ({ message: { partition, key }, partitionMetadata }) => {
    if (partition !== undefined) return partition;
    if (key === null || key === undefined)
      throw new Error('a message without a key or a partition');
    return (murmur2(Buffer.from(key)) & 0x7f_ff_ff_ff) % partitionMetadata.length;
  };

const SEED = 0x97_47_b2_8c;
const MULTIPLIER = 0x5b_d1_e9_95;

/** MurmurHash2 of 32 bits, by Austin Appleby, with the seed of Kafka's clients. */
function murmur2(bytes: Buffer): number {
  const whole = bytes.length & ~3;
  let hash = SEED ^ bytes.length;
  for (let at = 0; at < whole; at += 4) {
    const word = Math.imul(bytes.readInt32LE(at), MULTIPLIER);
    hash = Math.imul(hash, MULTIPLIER) ^ Math.imul(word ^ (word >>> 24), MULTIPLIER);
  }
  if (whole < bytes.length)
    hash = Math.imul(hash ^ bytes.readUIntLE(whole, bytes.length - whole), MULTIPLIER);
  hash = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return hash ^ (hash >>> 15);
}
