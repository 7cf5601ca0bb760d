import type { Role } from '@libs/contracts';
import { INSTITUTION, UserId, type Tenant } from '@libs/kernel';
import { BOOK_SHOP, COFFEE_SHOP, FLOWER_SHOP, TEST_SHOP } from './demo-merchants.js';

/** Who can sign in to the demo data. What they may do follows from their roles. */
export interface DemoUser {
  readonly userId: UserId;
  readonly name: string;
  readonly email: string;
  readonly tenant: Tenant;
  readonly roles: readonly Role[];
}

const user = (userId: string, name: string, tenant: Tenant, ...roles: Role[]): DemoUser => ({
  userId: UserId.parse(userId),
  name,
  email: `${userId}@example.com`,
  tenant,
  roles,
});

const { merchantId: coffee } = COFFEE_SHOP;
const { merchantId: test } = TEST_SHOP;
const { merchantId: books } = BOOK_SHOP;
const { merchantId: flowers } = FLOWER_SHOP;

export const DEMO_USERS: readonly DemoUser[] = [
  user('liisa', 'Liisa Virtanen', coffee, 'manager'),
  user('pekka', 'Pekka Korhonen', coffee, 'refunder'),
  user('anna', 'Anna Nieminen', coffee, 'clerk'),
  user('kahvikauppa', 'Kahvikaupan verkkokauppa', coffee, 'webstore'),
  user('maija', 'Maija Mäkelä', test, 'manager'),
  user('ville', 'Ville Hämäläinen', test, 'refunder'),
  user('sari', 'Sari Laine', test, 'clerk'),
  user('testikauppias', 'Testikauppiaan verkkokauppa', test, 'webstore'),
  user('kaisa', 'Kaisa Lehtonen', books, 'manager'),
  user('eero', 'Eero Salonen', books, 'refunder'),
  user('kirjakauppa', 'Kirjakaupan verkkokauppa', books, 'webstore'),
  user('helmi', 'Helmi Rantanen', flowers, 'manager'),
  user('oskari', 'Oskari Lindholm', flowers, 'refunder'),
  user('kukkakauppa', 'Kukkakaupan verkkokauppa', flowers, 'webstore'),
  user('operator', 'Olli Heikkinen', INSTITUTION, 'operator'),
  user('simulator', 'Testiympäristön simulaattori', INSTITUTION, 'simulator'),
];

/** The demo users of a merchant who have a role, first named first. */
export const usersWith = (tenant: Tenant, role: Role): readonly DemoUser[] =>
  DEMO_USERS.filter((each) => each.tenant === tenant && each.roles.includes(role));
