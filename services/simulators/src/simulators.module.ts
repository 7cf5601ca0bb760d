import { Module } from '@nestjs/common';
import { SettlementsController } from './settlements.controller.js';
import { TellingController } from './telling.controller.js';

/** Payments, payouts, bank and settlement as they would speak; for the test environment only. */
@Module({ controllers: [SettlementsController, TellingController] })
export class SimulatorsModule {}
