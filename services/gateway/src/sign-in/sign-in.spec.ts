import { SignJWT, UnsecuredJWT } from 'jose';
import { INSTITUTION } from '@libs/kernel';
import { MERCHANT, runGateway, type Running } from '../gateway.fixtures.js';

describe('signing in', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
  });
  afterAll(() => gateway.close());

  const asked = (token: string | null) => gateway.fetch('/v1/transactions', { token });

  it('opens the door to a token of ours', async () => {
    expect((await asked(await gateway.token())).status).toBe(200);
  });
  it('works', async () => {
    const answer = await asked(null);
    console.log(answer.text, [...answer.headers]);
    console.log((await gateway.fetch('/v1/nowhere')).text);
    console.log((await gateway.fetch('/v1/transactions', { method: 'DELETE' })).text);
    console.log((await gateway.fetch('/docs')).text.slice(0, 200));
    console.log((await gateway.fetch('/openapi.json')).text.length);
  });
});
