import { eur } from '@libs/kernel';
import { readCampaigns } from './campaigns.js';
import { ConfigurationRefused, readConfiguration } from './configuration.js';

describe('campaigns of part payment', () => {
  it('are written in one line', () => {
    const { campaigns } = readConfiguration({
      EXTRANET_CAMPAIGNS: '7:6:9.5:3.9:70:500.00, 8:1:0:0:0:1',
    });
    expect(campaigns).toEqual([
      {
        ...{ code: 7, months: 6, interest: 950, monthlyFee: eur(3_90) },
        ...{ from: eur(70_00), to: eur(500_00) },
      },
      {
        ...{ code: 8, months: 1, interest: 0, monthlyFee: eur(0) },
        ...{ from: eur(0), to: eur(1_00) },
      },
    ]);
  });

  it.each([
    ['a part too few', '7:6:9.5:3.9:70'],
    ['a part too many', '7:6:9.5:3.9:70:500:1'],
    ['no months', '7:0:9.5:3.9:70:500'],
    ['more than ten years', '7:121:9.5:3.9:70:500'],
    ['more than all as interest', '7:6:100.01:3.9:70:500'],
    ['decimals with a comma', '7:6:9,5:3.9:70:500'],
    ['an end before its beginning', '7:6:9.5:3.9:500:70'],
    ['the same code twice', '7:6:9.5:3.9:70:500,7:7:9.5:3.9:70:500'],
    ['nothing behind a comma', '7:6:9.5:3.9:70:500,'],
  ])('are none with %s', (_what, EXTRANET_CAMPAIGNS) => {
    expect(() => readCampaigns(EXTRANET_CAMPAIGNS)).toThrow();
    expect(() => readConfiguration({ EXTRANET_CAMPAIGNS })).toThrow(ConfigurationRefused);
  });

  it('are made up in the test environment alone', () => {
    const production = {
      EXTRANET_ENV: 'production',
      EXTRANET_ISSUER: 'https://login.example',
      EXTRANET_MASTER_KEY_FILE: '/secrets/master.key',
      EXTRANET_FUNDING_IBAN: 'FI2112345600000785',
    };
    expect(readConfiguration({}).campaigns.length).toBeGreaterThan(0);
    expect(readConfiguration(production).campaigns).toEqual([]);
  });
});
