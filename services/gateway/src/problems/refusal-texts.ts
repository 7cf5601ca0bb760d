import type { ProblemText } from './problem-text.js';
import { ACCOUNT_TEXTS } from './account-texts.js';
import { CASE_TEXTS } from './case-texts.js';
import { DELIVERY_TEXTS } from './delivery-texts.js';
import { OPERATOR_TEXTS } from './operator-texts.js';
import { REFUND_ROWS_TEXTS } from './refund-rows-texts.js';
import { SHELF_TEXTS } from './shelf-texts.js';
import { ORDER_TEXTS } from './order-texts.js';

/**
 * Every refusal there is, as `<aggregate>.<rejection>`: its status and its words. The one table
 * from rejections to HTTP; a spec reads the deciders and misses what is not here.
 */
export const REFUSAL_TEXTS: Readonly<Record<string, ProblemText>> = {
  ...ORDER_TEXTS,
  ...ACCOUNT_TEXTS,
  ...REFUND_ROWS_TEXTS,
  ...CASE_TEXTS,
  ...DELIVERY_TEXTS,
  ...SHELF_TEXTS,
  ...OPERATOR_TEXTS,
};
