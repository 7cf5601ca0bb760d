import type { AccountCommand, AccountEvent, HoldKind, Terms } from '@libs/contracts';
import { accept, equal, reject, sameContents, type Decision, type Named } from '@libs/kernel';
import type { AccountState } from './account.state.js';
import { acceptTelling } from './readiness.js';
import { totalOf } from './refund-split.js';

type OpenAccount = Named<AccountCommand, 'OpenAccount'>['data'];

/** Opens the account with its payment and every hold its terms ask for, in one append. */
export function openAccount(
  data: OpenAccount,
  state: AccountState,
): Decision<AccountEvent, { code: 'account-opened-otherwise' | 'capture-does-not-add-up' }> {
  if (state.status !== 'awaited')
    return isAsOpened(data, state) ? accept() : reject('account-opened-otherwise');
  if (!addsUp(data))
    return reject('capture-does-not-add-up', { captured: data.captured, parts: totalOf(data) });
  const { orderId, merchantId, at } = data;
  const holds = holdsOf(data.terms).map((hold): AccountEvent => ({
    type: 'HoldPlaced',
    data: { orderId, merchantId, hold, placedAt: at },
  }));
  return acceptTelling(state, at, ...openingOf(data), ...holds);
}

/**
 * What the terms wait for before money leaves for the merchant (domain: The order's money):
 * nothing in the direct service, nor in the balance model.
 */
function holdsOf({ servicePackage, settlementModel }: Terms): readonly HoldKind[] {
  if (settlementModel === 'balance') return [];
  switch (servicePackage) {
    case 'direct':
      return [];
    case 'refund-tools':
      return ['inspection'];
    case 'satisfaction-guarantee':
      return ['shipping', 'inspection'];
  }
}

function openingOf(data: OpenAccount): readonly AccountEvent[] {
  const { orderId, merchantId, sellerId, paymentId, orderNumber, reference } = data;
  const { method, methodGroup, terms, rows, receiptId, captured, vat, excess, at } = data;
  return [
    {
      type: 'AccountOpened',
      data: {
        ...{ orderId, merchantId, sellerId, paymentId, orderNumber, reference },
        ...{ method, methodGroup, terms },
        ...(rows === undefined ? {} : { rows }),
        openedAt: at,
      },
    },
    {
      type: 'PaymentCaptured',
      data: { orderId, merchantId, receiptId, captured, vat, excess, capturedAt: at },
    },
  ];
}

/** The parts sum to the payment; each rate stands once, and none is negative. */
function addsUp(data: OpenAccount): boolean {
  const rates = new Set(data.vat.map(({ vatRate }) => vatRate));
  return (
    equal(totalOf(data), data.captured) &&
    rates.size === data.vat.length &&
    data.vat.every(({ gross }) => gross.minorUnits >= 0)
  );
}

/** Told twice, a payment counts once; the moment of telling is not part of it. */
function isAsOpened(
  { at: _at, ...data }: OpenAccount,
  state: Exclude<AccountState, { readonly status: 'awaited' }>,
): boolean {
  if (state.status === 'opened') return false;
  const { openedAt: _openedAt, ...opened } = state.opened;
  const { capturedAt: _capturedAt, ...capture } = state.capture;
  return sameContents(data, { ...opened, ...capture });
}
