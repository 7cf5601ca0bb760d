import { PaymentMethod } from '@libs/contracts';
import { escaped } from '../payment-page/page-html.js';
import { nameOfMethod } from './method-names.js';

/** Where the images of payment methods are served. */
export const IMAGES_PATH = '/payment-methods';

export const IMAGE_SIZE = { mimetype: 'image/svg+xml', width: '160', height: '40' } as const;

/**
 * A plate with the method's name, for shops' checkouts; `undefined` for no method. The banks' own
 * signs are theirs, and which bank a code means was not published.
 */
export function methodImage(file: string): string | undefined {
  const method = PaymentMethod.safeParse(/^(\w{4})\.svg$/u.exec(file)?.[1]).data;
  if (method === undefined) return undefined;
  const { width, height } = IMAGE_SIZE;
  const name = escaped(nameOfMethod(method).fi);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}">
<rect x="0.5" y="0.5" width="159" height="39" rx="6" fill="#ffffff" stroke="#767d86"/>
<text x="80" y="25" text-anchor="middle" font-family="sans-serif" font-size="14" fill="#1a1d21">${name}</text>
</svg>
`;
}
