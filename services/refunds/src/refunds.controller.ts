import { REQUEST_TOPICS } from '@libs/contracts';
import type { CommandAnswer, CommandEnvelope } from '@libs/kernel';
import { DISPATCH, PLATFORM, type Dispatch, type Platform } from '@libs/platform';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { withFundingReference } from './with-funding-reference.js';

/** Takes the requests of this service; its definition says what there is to ask for. */
@Controller()
export class RefundsController {
  private readonly dispatch: Dispatch;

  constructor(
    @Inject(DISPATCH) dispatch: Dispatch,
    @Inject(PLATFORM) { ports: { secrets }, configuration: { fundingAccount } }: Platform,
  ) {
    this.dispatch = withFundingReference({ dispatch, secrets, fundingAccount });
  }

  @MessagePattern(REQUEST_TOPICS.refunds)
  decide(@Payload() envelope: CommandEnvelope): Promise<CommandAnswer> {
    return this.dispatch(envelope);
  }
}
