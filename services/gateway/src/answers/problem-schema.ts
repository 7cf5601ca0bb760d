import { Timestamp, z } from '@libs/kernel';
import { NamedActor, NextStep } from './answer-parts.js';

const InputProblem = z.strictObject({
  detail: z.string(),
  pointer: z.string().describe('RFC 6901'),
  in: z.enum(['query', 'header']).optional().describe('Absent: in the body.'),
});

/** What every error looks like. */
export const Problem = z
  .looseObject({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable; branch on this.'),
    detail: z.string().optional(),
    instance: z.string(),
    traceId: z.string(),
    errors: z.array(InputProblem).optional(),
    details: z.record(z.string(), z.unknown()).optional().describe('Figures of a refusal.'),
    nextStep: NextStep.optional(),
    changes: z
      .array(z.strictObject({ type: z.string(), actor: NamedActor, occurredAt: Timestamp }))
      .optional(),
    etag: z.string().optional(),
    commandId: z.string().optional(),
    reached: z.string().optional(),
  })
  .describe('RFC 9457. Every error of this API looks like this.');
