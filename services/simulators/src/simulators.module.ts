import { Module } from '@nestjs/common';
import { ClockController } from './clock.controller.js';
import { SettlementFeedController } from './settlement-feed.controller.js';
import { SettlementsController } from './settlements.controller.js';
import { TellingController } from './telling.controller.js';

/** Payments, payouts, bank and settlement as they would speak; for the test environment only. */
@Module({
  controllers: [
    ClockController,
    SettlementFeedController,
    SettlementsController,
    TellingController,
  ],
})
export class SimulatorsModule {}
