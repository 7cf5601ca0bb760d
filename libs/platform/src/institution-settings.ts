import { Iban, text, z } from '@libs/kernel';
import { readCampaigns } from './campaigns.js';
import { isRead } from './is-read.js';

/** What the institution is to buyers and merchants: where they pay, and what it costs. */
export const INSTITUTION_SETTINGS = {
  EXTRANET_PAYMENT_PAGE: {
    schema: z.url({ protocol: /^https?$/u }).optional(),
    fallback: 'a page of our own (test only)',
    takes: 'an http or https address',
    sentence:
      'Where buyers of orders that came as webstore messages pay; a token of the order follows it.',
  },
  EXTRANET_CAMPAIGNS: {
    schema: z
      .string()
      .refine((given) => isRead(readCampaigns, given))
      .optional(),
    fallback: 'three made-up ones (test only); none in production',
    takes: 'campaigns such as `102:12:14.9:5:70:2000,103:24:14.9:5:200:2000`',
    sentence:
      'What part payment costs: code, months, interest of a year, fee of a month, least and greatest purchase.',
  },
  EXTRANET_FUNDING_RECIPIENT: {
    schema: text(70).default('Svea Payments Oy'),
    fallback: 'Svea Payments Oy',
    takes: 'a name of at most 70 characters',
    sentence: 'Whom merchants transfer money to that funds refunds after settlement.',
  },
  EXTRANET_FUNDING_IBAN: {
    schema: Iban.optional(),
    fallback: 'FI7740123477777777 (test only)',
    takes: 'an IBAN without spaces',
    sentence: 'The account that those transfers go to; one to another account funds nothing.',
  },
} as const;
