import { REQUEST_TOPICS } from '@libs/contracts';
import type { CommandAnswer, CommandEnvelope } from '@libs/kernel';
import { DISPATCH, type Dispatch } from '@libs/platform';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';

/** Takes the requests of this service; its definition says what there is to ask for. */
@Controller()
export class RefundsController {
  constructor(@Inject(DISPATCH) private readonly dispatch: Dispatch) {}

  @MessagePattern(REQUEST_TOPICS.refunds)
  decide(@Payload() envelope: CommandEnvelope): Promise<CommandAnswer> {
    return this.dispatch(envelope);
  }
}
