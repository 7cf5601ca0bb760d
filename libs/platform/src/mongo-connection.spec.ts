import { readMongoConnection } from './mongo-connection.js';

describe('a connection string of MongoDB', () => {
  it.each([
    ['mongodb://127.0.0.1:27017', false],
    ['mongodb://127.0.0.1:27017/?directConnection=true', false],
    ['mongodb://extranet:s%40cret@one:27017,two:27017/admin?replicaSet=views&tls=true', true],
    ['mongodb+srv://extranet:secret@views.example/?retryWrites=true&w=majority', true],
    ['mongodb+srv://extranet:secret@views.example/?tls=false', false],
    ['mongodb://one/?tls=true&tlsAllowInvalidCertificates=true', false],
    ['mongodb://one/?ssl=true&tlsCAFile=%2Fcertificates%2Fca.pem', true],
  ])('is taken: %s', (text, isSecure) => expect(readMongoConnection(text)).toEqual({ isSecure }));

  it.each([
    'mongodb://extranet:verysecret@one/?w=1',
    'mongodb://extranet:verysecret@one/?readPreference=secondary',
    'mongodb://extranet:verysecret@one/?unheardOf=1',
    'mongodb://extranet:very:verysecret@one',
    'mongodb://extranet:verysecret%@one',
    'mongodb://extranet:verysecret@one:port',
    'http://extranet:verysecret@one',
    '',
  ])('is refused without repeating it: %s', (text) => {
    expect(() => readMongoConnection(text)).toThrow('the connection string is not usable');
    expect(() => readMongoConnection(text)).not.toThrow(/verysecret/u);
  });
});
