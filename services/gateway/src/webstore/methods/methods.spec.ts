import { PaymentMethod, type ServicePackage } from '@libs/contracts';
import { MERCHANT, NOW } from '../../gateway.fixtures.js';
import { merchant, SELLER, show, TERMS } from '../../shown.fixtures.js';
import { runWebstore, type RunningWebstore } from '../webstore.fixtures.js';

describe('the payment methods of a shop', () => {
  let gateway: RunningWebstore;

  const agree = (servicePackage: ServicePackage) =>
    show(
      gateway.views.merchants,
      MERCHANT,
      merchant({
        agreement: {
          terms: { ...TERMS, servicePackage },
          methods: ['FI50', 'FI70'].map((method) => PaymentMethod.parse(method)),
          returnTerms: '14 days <unopened>',
          madeAt: NOW,
        },
        revision: 3,
      }),
      gateway.nextPosition(),
    );

  beforeAll(async () => {
    gateway = await runWebstore();
    await agree('satisfaction-guarantee');
  });
  afterAll(() => gateway.close());

  const get = (path: string) => gateway.fetch(path, { token: null });
  const methods = (asked = '') => get(`/GetPaymentMethods.pmt?sellerid=${SELLER}${asked}`);

  it('are told with code, name, image and what they cost on top', async () => {
    const { text, headers } = await methods('&totalamount=100,00&request_locale=en');
    expect(headers.get('content-type')).toBe('text/xml; charset=UTF-8');
    const [, card = '', invoice = ''] = text.split('<paymentmethod>\n');
    expect(card).toContain(
      [
        '<code>FI50</code>',
        '<displayname>Card 1</displayname>',
        `<imageurl mimetype="image/svg+xml" width="160" height="40">${gateway.address}/payment-methods/FI50.svg</imageurl>`,
        '</paymentmethod>',
      ].join('\n'),
    );
    expect(invoice).toContain('</imageurl>\n<extracost>5,00</extracost>\n');
  });

  it.each([
    ['69,99', false],
    ['70,00', true],
    ['2000,00', true],
    ['2000,01', false],
  ])('of %s have an invoice among them: %s', async (sum, isThere) =>
    expect((await methods(`&totalamount=${sum}`)).text.includes('FI70')).toBe(isThere),
  );

  it.each([
    ['', 'fi'],
    ['sv', 'sv'],
    ['sv_FI', 'sv'],
    ['de', 'en'],
    ['pl', 'en'],
  ])('are told in the language asked for, by %j in %s', async (locale, language) =>
    expect((await methods(`&request_locale=${locale}`)).text).toContain(
      `<language>${language}</language>`,
    ),
  );

  it('are told by POST as well', async () => {
    const { text } = await gateway.post('/GetPaymentMethods.pmt', { sellerid: SELLER });
    expect(text).toBe((await methods()).text);
  });

  it.each([
    ['a seller that there is not', '/GetPaymentMethods.pmt?sellerid=nobody'],
    ['no seller', '/GetPaymentMethods.pmt'],
    ['a sum that is none', `/GetPaymentMethods.pmt?sellerid=${SELLER}&totalamount=1.000`],
  ])('are an error for %s', async (_what, path) => {
    const { status, text } = await get(path);
    expect([status, /<error>.*<\/error>/u.test(text)]).toEqual([200, true]);
    expect(text).not.toContain('<paymentmethod>');
  });

  it('have an image each, and nothing else has', async () => {
    const image = await get('/payment-methods/FI50.svg');
    expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect(image.text).toContain('aria-label="Kortti 1"');
    for (const file of ['FI99.svg', 'FI50.png', 'FI50', '..%2Ffile.svg'])
      expect((await get(`/payment-methods/${file}`)).status).toBe(404);
  });

  it('come with the terms of the buyer service, and a page of them', async () => {
    const { text } = await methods('&request_locale=sv');
    expect(text).toMatch(/<termstext>Köparens pengar .*<\/termstext>/u);
    const [, url = ''] = /<termsurl>(.*)<\/termsurl>/u.exec(text) ?? [];
    const page = await get(url.replace(gateway.address, ''));
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(page.text).toContain('<html lang="sv">');
    expect(page.text).toContain('14 days &lt;unopened&gt;');
    expect((await get('/terms/nobody')).status).toBe(404);
  });

  it('come without them where there is no buyer service', async () => {
    await agree('direct');
    const { text } = await methods();
    expect(text).not.toContain('<terms');
    expect((await get(`/terms/${SELLER}`)).status).toBe(404);
  });
});
