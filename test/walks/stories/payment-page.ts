import { until, type Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur } from '../worked-example.js';
import { untilCode } from '../webstore/heard-code.js';
import { SELLER, shopAt, type Fields, type Shop } from '../webstore/shop.js';

/** What buyers can do on the test environment's page, and where they come back to. */
export function paymentPageStory(start: StartWalk): void {
  let walk: Walk;
  let shop: Shop;
  let simulator: Client;
  let merchant: Client;

  beforeAll(async () => {
    walk = await start();
    shop = shopAt(walk.address, 'hashes');
    [simulator, merchant] = await Promise.all([walk.as('simulator'), walk.as('maija')]);
  });
  afterAll(() => walk.end());

  const made = async (id: string, over: Fields = {}): Promise<string> =>
    (await shop.newPayment({ pmt_id: id, ...over })).of('pmt_paymenturl') ?? '';
  const act = async (address: string, fields: Fields) => {
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    return { status: answer.status, to: answer.headers.get('location') ?? '', answer };
  };
  const parametersOf = (to: string) => Object.fromEntries(new URL(to).searchParams);

  it.each([
    ['fi_FI', 'fi', 'Maksa tilauksesi', 'Verkkopankki 1'],
    ['sv_FI', 'sv', 'Betala din beställning', 'Nätbank 1'],
    ['en_FI', 'en', 'Pay your order', 'Online bank 1'],
  ])('speaks as %s asks', async (pmt_userlocale, language, title, bank) => {
    const html = await (await fetch(await made(`page-${language}`, { pmt_userlocale }))).text();
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(`<title>${title}</title>`);
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toContain(`> ${bank} <small>FI01</small></label>`);
  });

  it('can be used by keyboard and heard: names, groups, order, and no script', async () => {
    const page = await fetch(await made('heard'));
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const inputs = html.match(/<input /gu) ?? [];
    expect(inputs.length).toBeGreaterThan(10);
    // Each stands in its own label, and each group has its name.
    expect(html.match(/<label><input [^>]*> [^<]+/gu)).toHaveLength(inputs.length);
    expect(html.match(/<fieldset/gu)).toHaveLength(
      html.match(/<fieldset[^>]*>\n<legend>[^<]/gu)?.length ?? 0,
    );
    expect(html.match(/<button type="submit" [^>]*>[^<]/gu)).toHaveLength(4);
    expect(html).not.toMatch(/tabindex|<script|onclick|style=/u);
    expect(html.match(/<h1>/gu)).toHaveLength(1);
    expect(html.indexOf('<main>')).toBeLessThan(html.indexOf('<h1>'));
    const style = await fetch(`${walk.address}/pay/style.css`);
    expect(await style.text()).toContain(':focus-visible');
  });

  it('says what is missing where it is missing, and asks again', async () => {
    const address = await made('choose');
    const { status, answer } = await act(address, { outcome: 'success' });
    const html = await answer.text();
    expect(status).toBe(200);
    expect(html).toContain('<fieldset aria-describedby="missing">');
    expect(html).toContain('<p id="missing" class="error" role="alert">');
    expect((await shop.status('choose')).of('pmtq_returncode')).toBe('00');
  });

  it('lets a payment be refused, and then made by another method', async () => {
    const address = await made('refused');
    const { status, to } = await act(address, { method: 'FI02', outcome: 'refused' });
    expect([status, to.split('?')[0]]).toEqual([303, 'http://127.0.0.1:9/error']);
    expect(parametersOf(to)).toEqual({ pmt_id: 'refused', error_fields: '[pmt_paymentmethod]' });
    // A method was chosen: with the amount, the outcome is open.
    const open = await until(
      async () => heardAnswer(await shop.status('refused')),
      ({ body }) => body.includes('<pmtq_amount>568,10<'),
    );
    expect(open.body).toContain('<pmtq_returncode>00<');
    await act(address, { method: 'FI03', outcome: 'success' });
    expect((await untilCode(shop, '20', 'refused')).of('pmtq_paymentmethod')).toBe('FI03');
  });

  it('lets a buyer go back without paying, and pay after all', async () => {
    const address = await made('cancelled');
    const { status, to } = await act(address, { outcome: 'cancelled' });
    expect([status, to]).toEqual([303, 'http://127.0.0.1:9/cancel?pmt_id=cancelled']);
    expect((await shop.status('cancelled')).of('pmtq_returncode')).toBe('00');
    expect((await fetch(address)).status).toBe(200);
  });

  it('lets a buyer pay later, by 10, and the money come, by 20', async () => {
    const address = await made('later');
    const { status, to } = await act(address, { method: 'FI01', outcome: 'delayed' });
    expect([status, to]).toEqual([303, 'http://127.0.0.1:9/delayed?pmt_id=later']);
    await untilCode(shop, '10', 'later');
    await simulator.post('/v1/simulator/payments', {
      type: 'PaymentSucceeded',
      data: {
        ...{ sellerId: SELLER, paymentId: 'later', receiptId: 'later', method: 'FI01' },
        paid: eur(573_10),
      },
    });
    await untilCode(shop, '20', 'later');
    const { status: over, to: ok } = await act(address, { method: 'FI01', outcome: 'success' });
    expect([over, ok.split('?')[0]]).toEqual([303, 'http://127.0.0.1:9/ok']);
  });

  it.each([
    ['with', 'yes', 'verified'],
    ['without', 'no', 'not-verified'],
  ])('takes a card %s 3-D Secure', async (_with, authentication, expected) => {
    const id = `card-${authentication}`;
    await act(await made(id), { method: 'FI50', authentication, outcome: 'success' });
    const heard = await untilCode(shop, '20', id);
    expect(heard.of('pmtq_paymentmethod')).toBe('FI50');
    const listed = await until(
      () => merchant.get(`/v1/transactions?q=${id}`),
      ({ body }) => body.items[0]?.cardVerification !== undefined,
    );
    expect(listed.body.items[0].cardVerification).toBe(expected);
  });

  it('takes the fee of an invoice, and seller costs grow by it', async () => {
    const address = await made('invoice');
    expect(await (await fetch(address)).text()).toMatch(/\+ 5,00 EUR <small>FI70</u);
    await act(address, { method: 'FI70', outcome: 'success' });
    const heard = await untilCode(shop, '20', 'invoice');
    expect(heard.of('pmtq_amount')).toBe('568,10');
    expect(heard.of('pmtq_sellercosts')).toBe('10,00');
    expect(heard.of('pmtq_invoicingfee')).toBe('5,00');
  });

  it('is where a browser is sent from the form of a shop', async () => {
    const browser = shopAt(walk.address, 'hashes', { accept: 'text/html,*/*' });
    const sent = await browser.newPayment({ pmt_id: 'browser' });
    expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/\/pay\/[\w.-]+$/u)]);
    const wrong = await browser.newPayment({ pmt_id: 'browser-2', pmt_amount: '568,11' });
    expect(wrong.status).toBe(303);
    expect(parametersOf(wrong.location ?? '')).toEqual({
      pmt_id: 'browser-2',
      error_fields: '[pmt_amount]',
    });
    const again = await browser.newPayment({ pmt_id: 'browser' });
    expect(parametersOf(again.location ?? '')['error_fields']).toBe(
      '[generic][pmt_sellerid][pmt_id][existingPayment]',
    );
    // Nobody is sent to an address that no key has signed for.
    const forged = await browser.newPayment({ pmt_id: 'browser-3', pmt_hash: '0'.repeat(128) });
    expect([forged.status, forged.location]).toEqual([200, undefined]);
  });

  it('is not there for who was not sent to it', async () => {
    const { status } = await fetch(`${walk.address}/pay/guessed`);
    expect(status).toBe(404);
  });

  const heardAnswer = ({ status, text }: { readonly status: number; readonly text: string }) => ({
    status,
    headers: new Headers(),
    body: text,
  });
}
