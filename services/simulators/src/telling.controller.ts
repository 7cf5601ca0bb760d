import { z, type AnyMessage } from '@libs/kernel';
import { NeedsScope, parsedInput, PORTS, type Ports } from '@libs/platform';
import {
  applyDecorators,
  Body,
  Controller,
  Headers,
  HttpCode,
  Inject,
  Post,
  Query,
} from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { documented } from './documented.js';
import { EXAMPLES } from './examples.js';
import {
  BANK,
  CARRIERS,
  keyIn,
  PAYMENTS,
  PAYOUTS,
  SETTLEMENT,
  tell,
  type Speaker,
} from './told-message.js';

/** A path that says what one outside system would: a message of its contract, times optional. */
const Speaks = <Message extends AnyMessage>(
  path: keyof typeof EXAMPLES,
  speaker: Speaker<Message>,
): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(202),
    NeedsScope('simulator.write'),
    ApiBody({ schema: documented(speaker) as object, examples: EXAMPLES[path] }),
    ApiHeader({ name: 'Idempotency-Key', required: false, description: KEY_WORDS }),
    ApiResponse({ status: 202, description: 'The message is kept; its id is answered.' }),
    ApiResponse({ status: 400, description: 'It is not a message of the contract.' }),
    ApiOperation({
      tags: ['Simulator'],
      summary: `Say what ${SYSTEMS[path]} would`,
      security: [{ bearer: [] }],
    }),
  );

const KEY_WORDS = 'The same key, or without one the same contents, is the same message.';
const SYSTEMS: Readonly<Record<keyof typeof EXAMPLES, string>> = {
  payments: 'the payment system',
  payouts: 'the payout system',
  bank: 'the bank',
  carriers: "the carriers' follower",
  settlement: 'the settlement system',
};

const NO_QUERY = z.strictObject({});
const Headed = z.object({ 'idempotency-key': z.string().optional() });

/** The outside world of the test environment, through the same contracts as the real one. */
@Controller('v1/simulator')
export class TellingController {
  constructor(@Inject(PORTS) private readonly ports: Ports) {}

  @Speaks('payments', PAYMENTS)
  payments(@Body() body: unknown, @Query() query: unknown, @Headers() headers: unknown) {
    return this.tell(PAYMENTS, { body, query, headers });
  }

  @Speaks('payouts', PAYOUTS)
  payouts(@Body() body: unknown, @Query() query: unknown, @Headers() headers: unknown) {
    return this.tell(PAYOUTS, { body, query, headers });
  }

  @Speaks('bank', BANK)
  bank(@Body() body: unknown, @Query() query: unknown, @Headers() headers: unknown) {
    return this.tell(BANK, { body, query, headers });
  }

  @Speaks('carriers', CARRIERS)
  carriers(@Body() body: unknown, @Query() query: unknown, @Headers() headers: unknown) {
    return this.tell(CARRIERS, { body, query, headers });
  }

  @Speaks('settlement', SETTLEMENT)
  settlement(@Body() body: unknown, @Query() query: unknown, @Headers() headers: unknown) {
    return this.tell(SETTLEMENT, { body, query, headers });
  }

  private tell<Message extends AnyMessage>(
    speaker: Speaker<Message>,
    asked: { readonly body: unknown; readonly query: unknown; readonly headers: unknown },
  ) {
    parsedInput(NO_QUERY, asked.query, 'query');
    const key = keyIn(Headed.parse(asked.headers)['idempotency-key']);
    return tell(this.ports, speaker, asked.body, key);
  }
}
