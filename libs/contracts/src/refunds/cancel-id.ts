import { text, type z } from '@libs/kernel';

/** A web store's own name for a refund: at most once an order (domain: The order's money). */
export const CancelId = text(20);
export type CancelId = z.infer<typeof CancelId>;
