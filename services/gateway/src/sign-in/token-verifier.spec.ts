import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { issuerKeys } from './issuer-keys.js';
import { SignInUnavailable, TokenRefused, verifierOf } from './token-verifier.js';

describe('tokens of an issuer', () => {
  let issuerServer: Server;
  let issuer: string;
  let isAway = false;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;

  beforeAll(async () => {
    keys = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k-1', alg: 'ES256' };
    issuerServer = createServer(({ url }, response) => {
      response.setHeader('content-type', 'application/json');
      if (isAway) response.statusCode = 500;
      const told = url?.endsWith('/keys')
        ? { keys: [jwk] }
        : { issuer, jwks_uri: `${issuer}/keys` };
      response.end(JSON.stringify(told));
    });
    await new Promise<void>((resolve) => issuerServer.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(issuerServer.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    issuerServer.closeAllConnections();
    issuerServer.close();
  });
  beforeEach(() => {
    isAway = false;
  });

  const verifier = (nowMs?: () => number) =>
    verifierOf({ issuer, audience: 'extranet', keys: issuerKeys(issuer) }, nowMs);
  const token = (kid = 'k-1', expires = '5 min') =>
    new SignJWT({ merchant: 'institution', roles: ['operator', 'stranger'], scope: 'a b' })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
      .setIssuer(issuer)
      .setAudience('extranet')
      .setSubject('osmo')
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(keys.privateKey);

  it('are checked by keys that the issuer tells', async () => {
    const caller = await verifier().verify(await token());
    expect(caller).toEqual({
      userId: 'osmo',
      tenant: 'institution',
      roles: ['operator'],
      scopes: new Set(['a', 'b']),
    });
  });

  it('are refused when the issuer knows no such key', async () => {
    await expect(verifier().verify(await token('k-2'))).rejects.toThrow(TokenRefused);
  });

  it('cannot be judged while the issuer is away, and can when it is back', async () => {
    const checks = verifier();
    isAway = true;
    await expect(checks.verify(await token())).rejects.toThrow(SignInUnavailable);
    isAway = false;
    await expect(checks.verify(await token())).resolves.toBeDefined();
  });

  it('are believed from memory, but not past their time', async () => {
    let nowMs = Date.now();
    const checks = verifier(() => nowMs);
    const short = await token('k-1', '20 s');
    await checks.verify(short);
    nowMs += 60_000;
    await expect(checks.verify(short)).rejects.toThrow(TokenRefused);
  });

  it('are not believed for longer where the clock is set back', async () => {
    let nowMs = Date.now();
    let askedTimes = 0;
    const ask = issuerKeys(issuer);
    const counted: typeof ask = (...header) => {
      askedTimes += 1;
      return ask(...header);
    };
    const checks = verifierOf({ issuer, audience: 'extranet', keys: counted }, () => nowMs);
    const good = await token();
    await checks.verify(good);
    await checks.verify(good);
    expect(askedTimes).toBe(1);
    nowMs -= 3_600_000;
    await checks.verify(good);
    expect(askedTimes).toBe(2);
  });
});
