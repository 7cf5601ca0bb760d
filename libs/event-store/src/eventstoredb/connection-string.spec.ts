import { readConnectionString } from './connection-string.js';

describe('a connection string', () => {
  it.each([
    ['esdb://127.0.0.1:2113?tls=false', 'nobody', 5000],
    ['esdb://extranet:s%40cret@db.example:2113?tls=true&tlsCAFile=%2Fca.crt', 'extranet', 5000],
    ['esdb+discover://extranet:secret@db.example?defaultDeadline=900', 'extranet', 900],
    ['esdb://extranet:secret@one:2113,two:2113/?nodePreference=leader', 'extranet', 5000],
  ])('is taken: %s', (text, username, deadlineMs) => {
    expect(readConnectionString(text)).toMatchObject({ credentials: { username }, deadlineMs });
  });

  it.each([
    'esdb://extranet:verysecret@db?tlsVerifyCert=false',
    'esdb://extranet:verysecret@db?throwOnAppendFailure=false',
    'esdb://extranet:verysecret@db?nodePreference=follower',
    'esdb://extranet:verysecret@db?unheardOf=1',
    'esdb://extranet:very:verysecret@db',
    'esdb://extranet:verysecret%@db',
    'esdb://extranet:verysecret@db:port',
    'http://extranet:verysecret@db',
    'esdb://db.verysecret.example',
    '',
  ])('is refused without repeating it: %s', (text) => {
    expect(() => readConnectionString(text)).toThrow('the connection string is not usable');
    expect(() => readConnectionString(text)).not.toThrow(/verysecret/u);
  });
});
