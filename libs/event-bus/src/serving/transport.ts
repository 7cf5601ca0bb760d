import type { INestApplication } from '@nestjs/common';
import type { SendRequest } from '../requests.js';

/**
 * How requests travel in this process: one end sends them, the other hands them to controllers,
 * which cannot tell which transport it is. Every transport passes `requests.contract.ts`.
 */
export interface RequestTransport {
  readonly send: SendRequest;
  /** Hands requests to the application's `@MessagePattern` controllers, once it listens. */
  attach(app: INestApplication): void;
  /** What hinders requests just now, either way; absent when all is well. */
  trouble(): string | undefined;
  /** Ends the sender's end; the other one ends with its application. */
  close(): Promise<void>;
}

/** For logs; they must not fail. */
export interface RequestHooks {
  /** A controller failed: its caller is told, and in its own process nobody else is. */
  readonly onError?: (failure: { readonly topic: string; readonly error: unknown }) => void;
}
