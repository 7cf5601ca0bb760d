import { merchantInformationView, REQUEST_TOPICS, type Terms } from '@libs/contracts';
import { idFrom, INSTITUTION, type CommandAnswer } from '@libs/kernel';
import type { Platform } from '@libs/platform';
import { PATIENCE_MS } from '@libs/testing';
import { DEMO_MERCHANTS, DEMO_USERS } from '@services/standalone';

/** The merchant of a demo user. */
export function demoMerchantOf(userId: string): string {
  const user = DEMO_USERS.find((each) => each.userId === userId);
  if (user === undefined) throw new Error(`there is no demo user ${userId}`);
  return user.tenant;
}

/**
 * Agrees on other terms with a user's merchant than those of the demo data, as the institution
 * does it, for which there is no path: over the requests of the service.
 */
export async function agree(
  { ports, requests }: Pick<Platform, 'ports' | 'requests'>,
  userId: string,
  over: Partial<Terms>,
): Promise<void> {
  const merchant = DEMO_MERCHANTS.find(({ merchantId }) => merchantId === demoMerchantOf(userId));
  if (merchant === undefined) throw new Error(`${userId} belongs to no merchant`);
  const { merchantId, methods, returnTerms } = merchant;
  const at = ports.clock.now();
  const view = await ports.views.open(merchantInformationView);
  const { agreement } = (await view.load([merchantId])).get(merchantId)?.document ?? {};
  const agreementVersion = (agreement?.terms.agreementVersion ?? 1) + 1;
  const terms = { ...merchant.terms, ...over, agreementVersion };
  const command = {
    type: 'MakeServiceAgreement',
    data: { merchantId, terms, methods, returnTerms, at },
  };
  const commandId = idFrom('agreement', merchantId, String(agreementVersion));
  const answer: CommandAnswer = await requests.send(REQUEST_TOPICS.merchants, merchantId, {
    ...{ commandId, fingerprint: ports.secrets.fingerprint(command), tenant: INSTITUTION },
    actor: { kind: 'operator', id: 'operator' },
    ...{ correlationId: commandId, causationId: commandId, issuedAt: at, command },
  });
  if (answer.outcome !== 'accepted') throw new Error(`not agreed: ${answer.outcome}`);
  await view.caughtUp(answer.position, { timeoutMs: PATIENCE_MS });
}
