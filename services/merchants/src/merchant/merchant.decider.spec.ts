import { ERASED, type MerchantCommand, type MerchantEvent } from '@libs/contracts';
import { SELLER, specFor } from '@libs/testing';
import { merchantDecider } from './merchant.decider.js';
import {
  add,
  added,
  agree,
  agreed,
  allow,
  allowed,
  issue,
  issued,
  LATER,
  LIISA,
  open,
  opened,
  OTHER_SELLER,
  PEKKA,
  register,
  registered,
  retire,
  retired,
} from './merchant.fixtures.js';

const given = specFor(merchantDecider);

describe('registering a merchant', () => {
  it('begins with its company', () => given().when(register()).then(registered));

  it('changes nothing when it is told again', () =>
    given(registered).when(register({}, LATER)).thenNothing());

  it('is refused with another company', () =>
    given(registered)
      .when(register({ name: 'Kahvikauppa Oy', city: 'Espoo' }))
      .thenRejected('already-registered'));
});

describe('opening a web store', () => {
  it('is recorded under its seller id', () => given(registered).when(open()).then(opened()));

  it('may be done for several', () =>
    given(registered, opened()).when(open(OTHER_SELLER)).then(opened(OTHER_SELLER)));

  it('changes nothing when it is told again', () =>
    given(registered, opened()).when(open(SELLER, LATER)).thenNothing());

  it('is refused under a seller id that has other contents', () => {
    const other = opened();
    const named = { ...other, data: { ...other.data, name: 'Teekauppa' } } as MerchantEvent;
    given(registered, named).when(open()).thenRejected('seller-id-taken');
  });
});

describe('making a service agreement', () => {
  it('begins with version 1', () => given(registered).when(agree(1)).then(agreed(1)));

  it('goes on with the next version', () =>
    given(registered, agreed(1)).when(agree(2)).then(agreed(2)));

  it('changes nothing when the one that holds is told again', () =>
    given(registered, agreed(1)).when(agree(1, LATER)).thenNothing());

  it('may name the inspection periods of web stores that are open, and of no others', () => {
    const [wish, made] = [agree(1), agreed(1)];
    const inspectionOf = [{ sellerId: SELLER, inspectionDays: 30 }];
    const asked = { ...wish, data: { ...wish.data, inspectionOf } } as MerchantCommand;
    given(registered, opened())
      .when(asked)
      .then({ ...made, data: { ...made.data, inspectionOf } } as MerchantEvent);
    given(registered, opened(OTHER_SELLER))
      .when(asked)
      .thenRejected('web-store-unknown', { sellerId: SELLER });
  });

  it.each([1, 4])('is refused with version %i after version 2', (version) =>
    given(registered, agreed(1), agreed(2))
      .when(agree(version))
      .thenRejected('agreement-version-out-of-order', { given: version, expected: 3 }),
  );

  it('is refused with the version that holds and other contents', () => {
    const other = agreed(1);
    const changed = { ...other, data: { ...other.data, returnTerms: 'Ei.' } } as MerchantEvent;
    given(registered, changed)
      .when(agree(1))
      .thenRejected('agreement-version-out-of-order', { given: 1, expected: 2 });
  });
});

describe('issuing a secret key', () => {
  it('is recorded with its generation', () =>
    given(registered, opened()).when(issue(1)).then(issued(1)));

  it('is done anew with another generation', () =>
    given(registered, opened(), issued(1)).when(issue(2)).then(issued(2)));

  it('is refused for a generation that was issued', () =>
    given(registered, opened(), issued(1), issued(2))
      .when(issue(1))
      .thenRejected('key-generation-used', { generation: 1 }));

  it('is refused for a web store that is not there', () =>
    given(registered, opened())
      .when(issue(1, OTHER_SELLER))
      .thenRejected('web-store-unknown', { sellerId: OTHER_SELLER }));
});

describe('retiring a secret key', () => {
  it('is recorded once a newer one may be used beside it', () =>
    given(registered, opened(), issued(1), issued(2)).when(retire(1)).then(retired(1)));

  it('changes nothing when it is told again', () =>
    given(registered, opened(), issued(1), retired(1))
      .when(retire(1, SELLER, LATER))
      .thenNothing());

  it('takes no generation back into use', () =>
    given(registered, opened(), issued(1), retired(1))
      .when(issue(1))
      .thenRejected('key-generation-used', { generation: 1 }));

  it('is refused for a generation that was never issued', () =>
    given(registered, opened(), issued(1))
      .when(retire(2))
      .thenRejected('key-generation-unknown', { generation: 2 }));

  it('is refused for a web store that is not there', () =>
    given(registered, opened())
      .when(retire(1, OTHER_SELLER))
      .thenRejected('web-store-unknown', { sellerId: OTHER_SELLER }));
});

describe('allowing hash algorithms', () => {
  it('is recorded in one order, each once', () =>
    given(registered)
      .when(allow(['SHA-512', 'SHA-256', 'SHA-512']))
      .then(allowed(['SHA-256', 'SHA-512'])));

  it('changes nothing when they are the ones that are allowed', () =>
    given(registered, allowed(['SHA-256', 'SHA-512']))
      .when(allow(['SHA-512', 'SHA-256'], LATER))
      .thenNothing());
});

describe('adding a user', () => {
  it('is recorded with the roles', () =>
    given(registered)
      .when(add(LIISA, ['manager']))
      .then(added(LIISA, ['manager'])));

  it('changes nothing when it is told again', () =>
    given(registered, added(LIISA, ['manager']))
      .when(add(LIISA, ['manager'], LATER))
      .thenNothing());

  it('changes nothing when the name was erased since', () => {
    const { type, data } = added(LIISA, ['clerk']);
    const erased = { type, data: { ...data, name: ERASED, email: ERASED } } as MerchantEvent;
    given(registered, erased)
      .when(add(LIISA, ['clerk']))
      .thenNothing();
  });

  it('is refused under an id that has other roles', () =>
    given(registered, added(LIISA, ['clerk']))
      .when(add(LIISA, ['manager']))
      .thenRejected('user-id-taken', { userId: LIISA }));

  it.each(['operator', 'simulator'] as const)('is refused with the role of %s', (role) =>
    given(registered)
      .when(add(PEKKA, ['clerk', role]))
      .thenRejected('role-of-the-institution', { role }),
  );
});
