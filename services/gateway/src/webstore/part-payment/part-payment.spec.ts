import { createHash } from 'node:crypto';
import { PaymentMethod } from '@libs/contracts';
import { MERCHANT, NOW } from '../../gateway.fixtures.js';
import { merchant, SELLER, show, TERMS } from '../../shown.fixtures.js';
import {
  basic,
  KEYS,
  OURS,
  runWebstore,
  type Fields,
  type RunningWebstore,
} from '../webstore.fixtures.js';

const PLANS = '/GetMaksuturvaPartPaymentPaymentPlans.pmt';
const CAMPAIGNS = '/GetSveaPaymentPlanParams.pmt';

describe('part payment', () => {
  let gateway: RunningWebstore;

  const sell = (...methods: readonly string[]) => {
    const agreement = { terms: TERMS, returnTerms: '14 days', madeAt: NOW };
    const sold = methods.map((method) => PaymentMethod.parse(method));
    return show(
      gateway.views.merchants,
      MERCHANT,
      merchant({ agreement: { ...agreement, methods: sold }, revision: 3 }),
      gateway.nextPosition(),
    );
  };

  beforeAll(async () => {
    gateway = await runWebstore();
    await sell('FI50', 'FI71');
  });
  afterAll(() => gateway.close());

  const purchase = (over: Fields = {}): Fields => ({
    ...{ gpp_sellerid: SELLER, gpp_amounttotal: '100,00', gpp_amountcurrency: 'EUR' },
    ...{ request_locale: 'fi', ...over },
  });
  const get = (path: string, fields: Fields, headers: Fields = {}) =>
    gateway.fetch(`${path}?${new URLSearchParams(fields).toString()}`, { token: null, headers });
  const code = (text: string) => /<ResultCode>(\d\d)</u.exec(text)?.[1];

  it('is told line by line, by GET and by POST alike', async () => {
    const [got, posted] = [await get(PLANS, purchase()), await gateway.post(PLANS, purchase())];
    expect(got.text).toBe(posted.text);
    expect(got.headers.get('content-type')).toBe('text/xml; charset=UTF-8');
    const [, first = '', second = ''] = got.text.split('<PaymentPlan>\n');
    expect(first).toContain(
      [
        '<AnnualInterestPercentage>0,00</AnnualInterestPercentage>',
        '<InterestPercentage>0,00</InterestPercentage>',
        '<MonthlyFee>0,00</MonthlyFee>',
        '<TotalAmount>100,00</TotalAmount>',
        '<TotalCapital>100,00</TotalCapital>',
        '<TotalFee>0,00</TotalFee>',
        '<TotalInterest>0,00</TotalInterest>',
        '<PaymentPlanLineCount>3</PaymentPlanLineCount>',
        '<PaymentPlanLine>',
        '<InstallmentNumber>1</InstallmentNumber>',
        '<InvoiceDate>19.03.2026</InvoiceDate>',
        '<DueDate>02.04.2026</DueDate>',
        '<Capital>33,33</Capital>',
        '<Interest>0,00</Interest>',
        '<Fee>0,00</Fee>',
        '<Total>33,33</Total>',
        '</PaymentPlanLine>',
      ].join('\n'),
    );
    expect(second).toContain('<PaymentPlanLineCount>12</PaymentPlanLineCount>');
  });

  it.each([
    ['00', { gpp_amounttotal: '70' }],
    ['10', { gpp_amounttotal: '69,99' }],
    ['10', { gpp_amounttotal: '2000,01' }],
    ['99', { gpp_amounttotal: '0,00' }],
    ['99', { gpp_amounttotal: '-100,00' }],
    ['99', { gpp_amounttotal: 'much' }],
    ['99', { gpp_amountcurrency: 'SEK' }],
    ['99', { gpp_sellerid: 'nobody' }],
  ])('is answered %s for %j', async (expected, over) => {
    const { status, text } = await gateway.post(PLANS, purchase(over));
    expect([status, code(text)]).toEqual([200, expected]);
    expect(text.includes('NO_PLANS_AVAILABLE')).toBe(expected === '10');
  });

  it('is told as campaigns, whose factor makes what a plan costs', async () => {
    const { status, body } = await get(CAMPAIGNS, { gpp_sellerid: SELLER });
    expect(status).toBe(200);
    expect(body.campaigns).toHaveLength(3);
    expect(body.campaigns[1]).toMatchObject({
      ...{ CampaignCode: 102, FromAmount: 70, ToAmount: 2000, ContractLengthInMonths: 12 },
      ...{ NotificationFee: 5, InterestRatePercent: 14.9 },
    });
    const { MonthlyAnnuityFactor: factor, NotificationFee: fee } = body.campaigns[1];
    const { text } = await get(PLANS, purchase({ gpp_amounttotal: '1000,00' }));
    const [, total = ''] = /<Total>([\d,]+)</u.exec(text) ?? [];
    expect(Number(total.replace(',', '.'))).toBeCloseTo(1000 * factor + fee, 2);
  });

  it('is not offered where the agreement has none', async () => {
    await sell('FI50');
    expect(code((await get(PLANS, purchase())).text)).toBe('10');
    expect((await get(CAMPAIGNS, { gpp_sellerid: SELLER })).body).toEqual({ campaigns: [] });
    await sell('FI50', 'FI71');
  });

  it('needs neither hash nor password, and takes the right ones', async () => {
    const values = [SELLER, '100,00', 'EUR', KEYS[1]].map((value) => `${value}&`).join('');
    const hash = createHash('sha512').update(values).digest('hex');
    const signed = purchase({ gpp_hashversion: 'SHA-512', gpp_hash: hash });
    expect(code((await gateway.post(PLANS, signed)).text)).toBe('00');
    expect(code((await get(PLANS, purchase(), OURS)).text)).toBe('00');
    expect((await get(CAMPAIGNS, { gpp_sellerid: SELLER }, OURS)).body.campaigns).toHaveLength(3);
  });

  it('answers a wrong hash, a wrong password and an unknown seller alike', async () => {
    const asked: readonly (readonly [Fields, Fields])[] = [
      [{ gpp_hash: 'A'.repeat(32) }, {}],
      [{}, basic(SELLER, 'wrong')],
      [{ gpp_sellerid: 'stranger' }, {}],
    ];
    const answers: string[] = [];
    for (const [over, headers] of asked)
      answers.push(
        (await get(PLANS, purchase(over), headers)).text,
        (await get(CAMPAIGNS, purchase(over), headers)).text,
      );
    const [plans, campaigns] = answers;
    expect(code(plans ?? '')).toBe('99');
    expect(JSON.parse(campaigns ?? '')).toMatchObject({ campaigns: [] });
    expect(answers).toEqual([plans, campaigns, plans, campaigns, plans, campaigns]);
  });

  it('lets nobody guess on', async () => {
    const guess = () => get(CAMPAIGNS, { gpp_sellerid: 'guessed' });
    for (let time = 0; time < 10; time += 1) expect((await guess()).status).toBe(200);
    const { status, headers } = await guess();
    expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await get(CAMPAIGNS, { gpp_sellerid: SELLER })).status).toBe(200);
  });

  it('is no message without a form', async () => {
    const { status, body } = await gateway.fetch(PLANS, { token: null, raw: '{}', method: 'POST' });
    expect([status, body.code]).toEqual([400, 'malformed-form']);
  });
});
