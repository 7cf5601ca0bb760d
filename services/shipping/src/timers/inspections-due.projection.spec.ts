import type { DeliveryCommand } from '@libs/contracts';
import { recorded, viewOf } from '@libs/testing';
import {
  A,
  addParcels,
  after,
  approve,
  awaitDelivery,
  endInspection,
  handOver,
  LATER_ENDS_AT,
  posti,
} from '../delivery/delivery.fixtures.js';
import { inspectionsDue } from './inspections-due.projection.js';

const due = (...commands: readonly DeliveryCommand[]) =>
  viewOf(inspectionsDue)(...after(...commands).map((event) => recorded(event)));
const sent = [awaitDelivery(), addParcels([posti], { allSent: true })] as const;

describe('an inspection', () => {
  it('falls due at its end, and is asked to end at that moment however late it is', () =>
    due(...sent, handOver(A)).then({
      dueAt: LATER_ENDS_AT,
      command: endInspection(LATER_ENDS_AT),
    }));

  it('is not due before it runs, nor after it has ended', () => {
    due(...sent).then(undefined);
    due(...sent, handOver(A), approve()).then(undefined);
    due(...sent, approve()).then(undefined);
  });
});
