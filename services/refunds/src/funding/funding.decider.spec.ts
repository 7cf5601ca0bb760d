import type { FundingCommand } from '@libs/contracts';
import { eur, ReferenceNumber } from '@libs/kernel';
import { aggregateContract, runOf, specFor } from '@libs/testing';
import fc from 'fast-check';
import { funding, fundingDecider } from './funding.decider.js';
import {
  A,
  after,
  allocated,
  AT,
  awaited,
  awaitFunding,
  B,
  close,
  closed,
  DAY_AFTER,
  declined,
  declineOffers,
  KEPT_UNTIL,
  offer,
  offered,
  OTHER,
  OTHER_IBAN,
  reserve,
  reserved,
  SUM,
  T1,
  T2,
  T3,
} from './funding.fixtures.js';

const given = specFor(fundingDecider);

describe('reserving a reference', () => {
  it('takes it for one refund', () => given().when(reserve(A)).then(reserved(A)));

  it('takes the same number, however many zeros stand before it', () => {
    const padded = reserve(A, { reference: ReferenceNumber.parse('00000666660000010007') });
    expect(funding.streamId(padded)).toBe('666660000010007');
    given().when(padded).then(reserved(A));
  });

  it.each([
    ['reserved', [reserve(A)]],
    ['awaited', [reserve(A), awaitFunding(A)]],
    ['allocated', [reserve(A), awaitFunding(A), offer(T1)]],
    ['closed', [reserve(A), close(A)]],
  ])('changes nothing for the same refund when it is %s', (_status, history) =>
    given(...after(...history))
      .when(reserve(A, { at: DAY_AFTER }))
      .thenNothing(),
  );

  it('is refused to another refund', () =>
    given(...after(reserve(A)))
      .when(reserve(B))
      .thenRejected('reference-taken'));

  it('takes over an abandoned one of the same merchant', () =>
    given(...after(reserve(A)))
      .when(reserve(B, { abandonedBefore: DAY_AFTER }))
      .then(reserved(B)));

  it('does not take over one that is too young', () =>
    given(...after(reserve(A)))
      .when(reserve(B, { abandonedBefore: AT }))
      .thenRejected('reference-taken'));

  it("does not take over another merchant's", () =>
    given(...after(reserve(A)))
      .when(reserve(B, { merchantId: OTHER, abandonedBefore: DAY_AFTER }))
      .thenRejected('reference-taken'));

  it.each([
    ['awaited', [reserve(A), awaitFunding(A)]],
    ['allocated', [reserve(A), awaitFunding(A), offer(T1)]],
    ['closed', [reserve(A), awaitFunding(A), close(A)]],
  ])('never takes over one that a request used and is %s', (_status, history) =>
    given(...after(...history))
      .when(reserve(B, { abandonedBefore: DAY_AFTER }))
      .thenRejected('reference-taken'),
  );

  it('declines what was offered to the one who abandoned it', () =>
    given(...after(reserve(A), offer(T1)))
      .when(reserve(B, { abandonedBefore: DAY_AFTER }))
      .then(declined(A, T1, 'not-awaited'), reserved(B)));
});

describe('awaiting a transfer', () => {
  it('begins with the news of the request', () =>
    given(...after(reserve(A)))
      .when(awaitFunding(A))
      .then(awaited(A)));

  it.each([
    ['awaited', [reserve(A), awaitFunding(A)]],
    ['allocated', [reserve(A), awaitFunding(A), offer(T1)]],
    ['closed before the news came', [reserve(A), close(A)]],
  ])('changes nothing when it is %s', (_status, history) =>
    given(...after(...history))
      .when(awaitFunding(A))
      .thenNothing(),
  );

  it('is refused to a refund that has not reserved it', () =>
    given(...after(reserve(A)))
      .when(awaitFunding(B))
      .thenRejected('reference-taken'));

  it('answers what was offered before', () =>
    given(...after(reserve(A), offer(T1)))
      .when(awaitFunding(A))
      .then(awaited(A), allocated(A, T1)));

  it('takes the first that fits of what was offered before', () =>
    given(...after(reserve(A), offer(T1, eur(1)), offer(T2), offer(T3)))
      .when(awaitFunding(A))
      .then(
        awaited(A),
        declined(A, T1, 'sum-differs'),
        allocated(A, T2),
        declined(A, T3, 'already-funded'),
      ));
});

describe('offering a transfer', () => {
  const waiting = [reserve(A), awaitFunding(A)];

  it('allocates one that fits', () =>
    given(...after(...waiting))
      .when(offer(T1))
      .then(allocated(A, T1)));

  it.each([eur(19_99), eur(20_01)])('declines one that is a cent off', (amount) =>
    given(...after(...waiting))
      .when(offer(T1, amount))
      .then(declined(A, T1, 'sum-differs')),
  );

  it('declines one that came to another account', () =>
    given(...after(...waiting))
      .when(offer(T1, SUM, OTHER_IBAN))
      .then(declined(A, T1, 'iban-differs')));

  it('goes on waiting after one that did not fit', () =>
    given(...after(...waiting, offer(T1, eur(1))))
      .when(offer(T2))
      .then(allocated(A, T2)));

  it('declines a second one', () =>
    given(...after(...waiting, offer(T1)))
      .when(offer(T2))
      .then(declined(A, T2, 'already-funded')));

  it('declines one for a withdrawn refund', () =>
    given(...after(...waiting, close(A)))
      .when(offer(T1))
      .then(declined(A, T1, 'withdrawn')));

  it('keeps one that is here before the news of the request', () =>
    given(...after(reserve(A)))
      .when(offer(T1))
      .then(offered(A, T1)));

  it.each([
    ['kept', [reserve(A), offer(T1)]],
    ['allocated', [...waiting, offer(T1)]],
    ['declined', [...waiting, offer(T1, eur(1))]],
    ['declined with the withdrawal', [reserve(A), offer(T1), close(A)]],
  ])('changes nothing when it is offered again: %s', (_answer, history) =>
    given(...after(...history))
      .when(offer(T1))
      .thenNothing(),
  );
});

describe('what is kept for a request that does not come', () => {
  const atEnd = (transferId: typeof T1) => {
    const event = declined(A, transferId, 'not-awaited');
    return { ...event, data: { ...event.data, declinedAt: KEPT_UNTIL } } as typeof event;
  };

  it('is declined after a week, and not a moment before', () => {
    given(...after(reserve(A), offer(T1), offer(T2, eur(1))))
      .when(declineOffers(KEPT_UNTIL))
      .then(atEnd(T1), atEnd(T2));
    given(...after(reserve(A), offer(T1)))
      .when(declineOffers('2026-01-12T09:29:59.999Z'))
      .thenNothing();
  });

  it('is declined once, and no answer to a request that comes after all', () => {
    const late = after(reserve(A), offer(T1), declineOffers(KEPT_UNTIL));
    given(...late)
      .when(declineOffers(KEPT_UNTIL))
      .thenNothing();
    given(...late)
      .when(offer(T1))
      .thenNothing();
    given(...late)
      .when(awaitFunding(A))
      .then(awaited(A));
  });

  it('changes nothing once the request is here', () => {
    for (const history of [[awaitFunding(A)], [offer(T1), awaitFunding(A)], [close(A)]])
      given(...after(reserve(A), ...history))
        .when(declineOffers(KEPT_UNTIL))
        .thenNothing();
  });
});

describe('closing a funding', () => {
  it('ends the waiting', () =>
    given(...after(reserve(A), awaitFunding(A)))
      .when(close(A))
      .then(closed(A)));

  it('may come before the news of the request, and declines what was offered', () =>
    given(...after(reserve(A), offer(T1)))
      .when(close(A))
      .then(closed(A), declined(A, T1, 'withdrawn')));

  it('ends it too when the account refused the transfer, for the refund was withdrawn', () =>
    given(...after(reserve(A), awaitFunding(A), offer(T1)))
      .when(close(A))
      .then(closed(A)));

  it('changes nothing the second time', () =>
    given(...after(reserve(A), close(A)))
      .when(close(A))
      .thenNothing());

  it('is refused to a refund that has not reserved it', () =>
    given(...after(reserve(A)))
      .when(close(B))
      .thenRejected('reference-taken'));
});

describe('whatever is told of a funding', () => {
  const refundId = fc.constantFrom(A, B);
  const command: fc.Arbitrary<FundingCommand> = fc.oneof(
    refundId.map((id) => reserve(id)),
    refundId.map((id) => reserve(id, { abandonedBefore: DAY_AFTER, at: DAY_AFTER })),
    refundId.map((id) => awaitFunding(id)),
    refundId.map(close),
    fc.constantFrom(AT, KEPT_UNTIL).map(declineOffers),
    fc
      .tuple(fc.constantFrom(T1, T2, T3), fc.constantFrom(SUM, SUM, eur(1)))
      .map(([id, amount]) => offer(id, amount)),
  );
  const commands = fc.array(command, { maxLength: 25 });
  const run = runOf(funding);

  aggregateContract(funding, commands);

  it('allocates one transfer at most, and answers none twice', () =>
    fc.assert(
      fc.property(commands, (wishes) => {
        const answers = run(wishes).filter(
          ({ type }) => type === 'TransferAllocated' || type === 'TransferDeclined',
        );
        const ids = answers.flatMap(({ data }) => ('transferId' in data ? [data.transferId] : []));
        expect(new Set(ids).size).toBe(ids.length);
        expect(
          answers.filter(({ type }) => type === 'TransferAllocated').length,
        ).toBeLessThanOrEqual(1);
      }),
    ));
});
