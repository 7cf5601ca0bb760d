import type { CommandAnswer, Position, Refusal } from '@libs/kernel';
import type { FastifyReply } from 'fastify';
import { Problem, type NextStep } from '../problems/problem.js';

export type Accepted = Extract<CommandAnswer, { readonly outcome: 'accepted' }>;
export type Stale = Extract<CommandAnswer, { readonly outcome: 'stale' }>;

/** What the answers other than yes become; each returns the problem to end with. */
export interface Otherwise {
  readonly rejected: (refusal: Refusal) => Problem | Promise<Problem>;
  readonly stale: (answer: Stale) => Problem | Promise<Problem>;
  readonly unknown: () => Problem | Promise<Problem>;
  readonly keyReused: () => Problem;
}

/** The answer when it is yes; fails with the problem that another answer is. */
export async function accepted(answer: CommandAnswer, otherwise: Otherwise): Promise<Accepted> {
  switch (answer.outcome) {
    case 'accepted':
      return answer;
    case 'rejected':
      throw await otherwise.rejected(answer.rejection);
    case 'stale':
      throw await otherwise.stale(answer);
    case 'unknown':
      throw await otherwise.unknown();
    case 'key-reused':
      throw otherwise.keyReused();
  }
}

/** Tells where a command stands in the log, and whether it had been accepted before. */
export function tellPosition(
  reply: FastifyReply,
  { position, repeated }: { readonly position: Position; readonly repeated: boolean },
): void {
  reply.header('Extranet-Position', position);
  if (repeated) reply.header('Idempotency-Hit', 'true');
}

/** A refusal as a problem of its aggregate. */
export const refusedBy = (
  aggregate: string,
  { code, details }: Refusal,
  nextStep?: NextStep,
): Problem =>
  new Problem(`${aggregate}.${code}`, {
    ...(details !== undefined && { details }),
    ...(nextStep !== undefined && { nextStep }),
  });
