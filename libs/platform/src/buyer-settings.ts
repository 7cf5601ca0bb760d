import { z } from '@libs/kernel';

/** The port of the API where none is set. */
export const USUAL_PORT = 3000;

/** Where the API itself answers buyers, on this machine. */
export function buyerUrlAt(port: number): string {
  return `http://127.0.0.1:${port}/v1/buyer/`;
}

/** How buyers are written to, and what their links are made with. */
export const BUYER_SETTINGS = {
  EXTRANET_BUYER_LINK_GENERATION: {
    schema: z
      .string()
      .regex(/^[1-9]\d{0,2}$/u)
      .transform(Number)
      .default(1),
    fallback: '1',
    takes: 'a number from 1 to 999',
    sentence:
      "Signs buyers' links with another key when raised; links of the generation before stay good.",
  },
  EXTRANET_BUYER_URL: {
    schema: z.url({ protocol: /^https?$/u }).optional(),
    fallback: `${buyerUrlAt(USUAL_PORT)}; in one process its \`PORT\` if not 0`,
    takes: "the URL that a link's secret is added to",
    sentence: "Where buyers' links lead to: the page for them, or this API itself.",
  },
  EXTRANET_SMTP: {
    schema: z.url({ protocol: /^smtps?$/u }).optional(),
    fallback: 'mails are files in the data directory, under `mails`',
    takes: 'a URL such as `smtp://user:password@host:587`',
    sentence: 'The mail server that mails are handed to; it is never logged.',
  },
  EXTRANET_MAIL_FROM: {
    schema: z.email().default('noreply@merchant-extranet.example'),
    fallback: 'noreply@merchant-extranet.example',
    takes: 'an e-mail address',
    sentence: 'Whom mails come from.',
  },
} as const;
