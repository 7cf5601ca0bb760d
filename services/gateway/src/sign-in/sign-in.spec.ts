import { generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { INSTITUTION } from '@libs/kernel';
import { SELF_MADE_ISSUER } from '@libs/platform';
import { MERCHANT, runGateway, type Running } from '../gateway.fixtures.js';

const CLAIMS: JWTPayload = {
  iss: SELF_MADE_ISSUER,
  aud: 'merchant-extranet',
  sub: 'liisa',
  merchant: MERCHANT,
  roles: ['manager'],
  scope: 'orders.order.read refunds.refund.read',
};
const HEADER = { alg: 'ES256', typ: 'at+jwt' };

describe('signing in', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
  });
  afterAll(() => gateway.close());

  const asked = (token: string | null) => gateway.fetch('/v1/transactions', { token });
  const signed = (over: JWTPayload = {}, header: Record<string, string> = {}) =>
    new SignJWT({ ...CLAIMS, ...over })
      .setProtectedHeader({ ...HEADER, ...header })
      .setIssuedAt(over.iat)
      .setExpirationTime(over.exp ?? '5 min')
      .sign(gateway.key.privateKey);
  const refused = async (token: string | null) => {
    const { status, headers, body } = await asked(token);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="merchant-extranet"/u);
    return [status, body.code];
  };

  it('opens the door to a token of ours', async () => {
    expect((await asked(await signed())).status).toBe(200);
    expect((await asked(await signed({}, { typ: 'application/at+jwt' }))).status).toBe(200);
  });

  it('is asked of everybody', async () => {
    expect(await refused(null)).toEqual([401, 'token-missing']);
    for (const authorization of ['Basic bGlpc2E6MQ==', 'Bearer', 'Bearer a b', 'Bearer ä'])
      expect(
        (
          await gateway.fetch('/v1/merchant', {
            headers: { authorization: encodeURI(authorization) },
          })
        ).status,
      ).toBe(401);
  });

  it('takes no token of another issuer, audience, time or type', async () => {
    const now = Math.floor(Date.now() / 1000);
    const tokens = [
      signed({ iss: 'https://issuer.example' }),
      signed({ aud: 'another-service' }),
      signed({ exp: now - 60 }),
      signed({ nbf: now + 600 }),
      signed({}, { typ: 'logout+jwt' }),
      signed({ merchant: 'somebody' }),
      signed({ sub: '' }),
    ];
    for (const token of tokens) expect(await refused(await token)).toEqual([401, 'token-invalid']);
  });

  it('takes no token that another key signed, or none', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const stranger = new SignJWT(CLAIMS).setProtectedHeader(HEADER).setIssuedAt();
    const unsigned = new UnsecuredJWT(CLAIMS).setIssuedAt().setExpirationTime('5 min').encode();
    const secret = new TextEncoder().encode('a secret that everybody knows, really');
    const shared = new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setIssuedAt()
      .setExpirationTime('5 min');
    const tokens = [
      await stranger.setExpirationTime('5 min').sign(privateKey),
      unsigned,
      await shared.sign(secret),
      (await signed()).replace(/[^.]+$/u, ''),
      `${await signed()}x`,
      'nonsense',
      'a.b.c',
      'a'.repeat(10_000),
    ];
    for (const token of tokens) expect(await refused(token)).toEqual([401, 'token-invalid']);
  });

  it('takes no claim of a token that was changed', async () => {
    const [head, , signature] = (await signed()).split('.');
    const claims = Buffer.from(JSON.stringify({ ...CLAIMS, merchant: INSTITUTION }));
    const forged = [head, claims.toString('base64url'), signature].join('.');
    expect(await refused(forged)).toEqual([401, 'token-invalid']);
  });

  it('says which scope is missing', async () => {
    const { status, body, headers } = await asked(await signed({ scope: 'refunds.refund.read' }));
    expect([status, body.code]).toEqual([403, 'scope-missing']);
    expect(body.detail).toContain('orders.order.read');
    expect(headers.get('www-authenticate')).toContain('scope="orders.order.read"');
  });

  it('keeps merchants out of the operators’ rooms, and operators out of the merchants’', async () => {
    const nosy = await gateway.token({ scopes: ['ops.transfers.read'] });
    expect((await gateway.fetch('/v1/operations/transfers', { token: nosy })).status).toBe(403);
    const operator = await gateway.token({
      merchant: INSTITUTION,
      scopes: ['ops.transfers.read', 'orders.order.read'],
    });
    expect((await gateway.fetch('/v1/operations/transfers', { token: operator })).status).toBe(200);
    expect((await asked(operator)).status).toBe(403);
  });

  it('comes before anything is said of the body', async () => {
    const broken = await gateway.fetch('/v1/orders', { raw: '{', token: null });
    expect(broken.status).toBe(401);
    const token = await gateway.token({ scopes: ['orders.order.read'] });
    expect((await gateway.fetch('/v1/orders', { raw: '{', token })).status).toBe(403);
  });

  it('is not asked for health, metrics and the documentation', async () => {
    for (const path of ['/livez', '/readyz', '/metrics', '/openapi.json', '/docs'])
      expect((await gateway.fetch(path, { token: null })).status).toBe(200);
  });
});
