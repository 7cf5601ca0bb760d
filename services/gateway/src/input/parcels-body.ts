import { DeliveryMethod, PARCELS_MAX, ParcelNotice } from '@libs/contracts';
import { z } from '@libs/kernel';
import { BooleanField, Field, OptionalField, OptionalNestedList } from './field.js';
import { code } from './texts.js';

/** A parcel as a store tells it. */
export class ParcelBody {
  @Field({
    type: 'string',
    enum: DeliveryMethod.options,
    description: 'How it is sent: the code of the carrier, or of a kind that nobody follows.',
    example: 'ITELL',
  })
  readonly method!: string;

  @OptionalField({
    ...code(50, 'JJFI12345678901234567'),
    description: 'The tracking code; required where the carrier is followed, else any words.',
  })
  readonly tracking?: string;
}

/** Parcels to add, and whether they are all. */
export class ParcelsBody {
  @OptionalNestedList(() => ParcelBody, PARCELS_MAX)
  readonly parcels?: readonly ParcelBody[];

  @BooleanField('With those told before, these are all there is.')
  readonly allSent?: boolean;

  @BooleanField('Means a change after all was sent.')
  readonly force?: boolean;
}

/** A parcel's new words. */
export class ChangedParcelBody extends ParcelBody {
  @BooleanField('Means a change after all was sent.')
  readonly force?: boolean;
}

const force = { force: z.boolean().default(false) };
const Told = ParcelNotice.unwrap().omit({ parcelId: true });

/** The same by the contract: the words of `AddParcels` that are the merchant's. */
export const NewParcels = z.strictObject({
  parcels: z.array(Told).min(1).max(PARCELS_MAX).default([]),
  allSent: z.boolean().default(false),
  ...force,
});
export type NewParcels = z.infer<typeof NewParcels>;

export const ChangedParcel = Told.extend(force);
export type ChangedParcel = z.infer<typeof ChangedParcel>;
