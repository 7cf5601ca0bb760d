import mongoose from 'mongoose';
import { faultFrom } from './faults.js';

const { mongo } = mongoose;

class Away extends Error {
  override readonly name = 'Away';
}

/** What a bulk write has done, where nobody asks. */
const NO_RESULT = {} as mongoose.mongo.BulkWriteResult;

const failedWith = (code: unknown) => Object.assign(new Error('not for the log'), { code });

describe('what a call of MongoDB failed with', () => {
  it.each([
    ['a socket whose other end is gone', failedWith('EPIPE')],
    ['no primary', failedWith(10_107)],
    ['a full disk', failedWith(14_031)],
    ['a network that is lost', new mongoose.mongo.MongoNetworkError('lost')],
  ])('is the port’s fault where it is %s', (_what, error) => {
    const fault = faultFrom(error, Away);
    expect(fault).toBeInstanceOf(Away);
    expect(fault).toMatchObject({ message: 'MongoDB does not answer', cause: error });
  });

  it.each([
    ['at once', failedWith(18)],
    ['as a cause', new Error('failed', { cause: failedWith(13) })],
    [
      'as the reason why no server could be chosen',
      { reason: { servers: new Map([['one', { error: failedWith(18) }]]) } },
    ],
  ])('is a refusal of the credentials, told %s', (_how, error) => {
    expect(String(faultFrom(error, Away))).toBe('Away: MongoDB refuses the credentials');
  });

  it('is the port’s fault where a bulk write breaks off, or meets what passes', () => {
    const lost = new mongo.MongoBulkWriteError(new mongo.MongoNetworkError('lost'), NO_RESULT);
    const duplicate = { code: 11_000 } as mongoose.mongo.WriteError;
    const conflict = { code: 112 } as mongoose.mongo.WriteError;
    const answered = (writeErrors: mongoose.mongo.WriteError[]) =>
      new mongo.MongoBulkWriteError({ message: 'refused', code: 11_000, writeErrors }, NO_RESULT);
    for (const error of [lost, answered([duplicate, conflict])])
      expect(faultFrom(error, Away)).toBeInstanceOf(Away);
    expect(faultFrom(answered([duplicate]), Away)).toBeInstanceOf(mongo.MongoBulkWriteError);
  });

  it('stays as it is where it is the port’s already, or a bug', () => {
    const [away, bug] = [new Away('closed'), new Error('boom')];
    expect([faultFrom(away, Away), faultFrom(bug, Away)]).toEqual([away, bug]);
  });
});
