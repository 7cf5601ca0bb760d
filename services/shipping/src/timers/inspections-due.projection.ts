import {
  inspectionsDueView,
  type DeliveryCommand,
  type DeliveryEvent,
  type Due,
} from '@libs/contracts';
import type { Projection } from '@libs/kernel';

/** Each inspection that runs falls due at its end. */
export const inspectionsDue: Projection<Due<DeliveryCommand>, DeliveryEvent> = {
  name: inspectionsDueView.name,
  version: inspectionsDueView.version,
  documentId: ({ data }) => data.orderId,
  on: {
    InspectionStarted: (_nothing, { data: { orderId, endsAt } }) => ({
      dueAt: endsAt,
      command: { type: 'EndInspection', data: { orderId, at: endsAt } },
    }),
    InspectionEnded: () => undefined,
  },
};
