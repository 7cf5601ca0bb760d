import { MerchantId, SellerId, text, Timestamp, UserId, z } from '@libs/kernel';
import { InspectionOfStores } from '../agreement/inspection-days.js';
import { PaymentMethod } from '../agreement/payment-methods.js';
import { Terms } from '../agreement/terms.js';
import { Company, HashAlgorithm, Role } from './merchants.events.js';
import { SAVED_VIEWS_MAX, SavedView, SavedViewId, ShelfId, ShelfOwner } from './shelf.js';

/** Company, web stores, service and users of a merchant; document id is the merchant's. */
export const MerchantInformation = z
  .strictObject({
    merchantId: MerchantId,
    company: Company,
    webStores: z
      .array(
        z.strictObject({
          sellerId: SellerId,
          name: text(100),
          url: z.string(),
          /** Which generations of its secret key may be used; never the key. */
          keyGenerations: z.array(z.int()).readonly(),
          openedAt: Timestamp,
        }),
      )
      .readonly(),
    agreement: z
      .strictObject({
        terms: Terms,
        inspectionOf: InspectionOfStores.optional(),
        methods: z.array(PaymentMethod).readonly(),
        returnTerms: z.string(),
        madeAt: Timestamp,
      })
      .optional(),
    /** What hashes of webstore messages may be made with; any, where it is missing. */
    hashAlgorithms: z.array(HashAlgorithm).readonly().optional(),
    users: z
      .array(
        z.strictObject({
          userId: UserId,
          /** Reads `erased` once the user's key is destroyed. */
          name: z.string(),
          roles: z.array(Role).readonly(),
        }),
      )
      .readonly(),
    revision: z.int().min(0),
  })
  .readonly();
export type MerchantInformation = z.infer<typeof MerchantInformation>;

/** Where a merchant's people are written to; document id is the merchant's. */
export const MerchantAddresses = z
  .strictObject({
    merchantId: MerchantId,
    people: z
      .array(
        z.strictObject({
          userId: UserId,
          /** Reads `erased` once the user's key is destroyed: then nobody is written to. */
          email: z.string(),
          roles: z.array(Role).readonly(),
        }),
      )
      .readonly(),
  })
  .readonly();
export type MerchantAddresses = z.infer<typeof MerchantAddresses>;

/** Whose a web store is; document id is its seller id. */
export const WebStore = z
  .strictObject({ sellerId: SellerId, merchantId: MerchantId, name: text(100) })
  .readonly();
export type WebStore = z.infer<typeof WebStore>;

/** The saved views of one owner, in the order in which they were saved; document id is the shelf's. */
export const SavedViews = z
  .strictObject({
    shelfId: ShelfId,
    merchantId: MerchantId,
    owner: ShelfOwner,
    views: z
      .array(
        SavedView.unwrap()
          .extend({
            viewId: SavedViewId,
            savedBy: UserId,
            savedAt: Timestamp,
            changedAt: Timestamp,
          })
          .readonly(),
      )
      .max(SAVED_VIEWS_MAX)
      .readonly(),
    revision: z.int().min(0),
  })
  .readonly();
export type SavedViews = z.infer<typeof SavedViews>;
