import { readConfiguration } from './configuration.js';

describe("buyers' links", () => {
  const EXTRANET_BUYER_URL = 'https://shop.example/b/';
  const usual = 'http://127.0.0.1:3000/v1/buyer/';

  it.each([
    ['to the port of the one process', { PORT: '4321' }, 'http://127.0.0.1:4321/v1/buyer/'],
    ['to the usual port where any free one is taken', { PORT: '0' }, usual],
    [
      'to where they are told to, whatever the port',
      { PORT: '1', EXTRANET_BUYER_URL },
      EXTRANET_BUYER_URL,
    ],
  ])('lead %s', (_, given, buyerUrl) =>
    expect(readConfiguration(given).mails.buyerUrl).toBe(buyerUrl),
  );

  it('lead to the usual port of the API where several processes have ports of their own', () => {
    const given = {
      ...{ PORT: '4321', EXTRANET_EVENT_BUS: 'kafka', EXTRANET_KAFKA: 'kafka://127.0.0.1:9092' },
      EXTRANET_REQUESTS: 'kafka',
    };
    const { mails } = readConfiguration(given, { processes: 'several' });
    expect(mails.buyerUrl).toBe(usual);
  });
});
