import { inputProblems, type InputRefused } from '@libs/platform';
import { Problem } from './problem.js';

/**
 * What a fault of an engine means to a caller. Faults are known by their names, as they may have
 * crossed a transport; an error that is not here is a bug.
 */
export function problemOfFault(error: Error): Problem | undefined {
  return FAULTS[error.name]?.(error as never);
}

type Read<Error_> = (error: Error_) => Problem;

const unavailable: Read<Error> = (cause) => new Problem('unavailable', {}, { cause });

// Each entry reads the error that its key names.
const FAULTS: Readonly<Record<string, Read<never>>> = {
  InputRefused: ({ problems }: InputRefused) => new Problem('invalid-input', { errors: problems }),
  MalformedCommand: ({ issues }: { readonly issues: Parameters<typeof inputProblems>[0] }) =>
    new Problem('invalid-input', { errors: inputProblems(issues) }),
  PositionBeyondEnd: () =>
    new Problem('invalid-input', {
      errors: [{ detail: 'is beyond the end of the log', pointer: '/atLeast', in: 'query' }],
    }),
  ViewBehind: ({ reached }: { readonly reached: string }) =>
    new Problem('view-behind', { extensions: { reached } }),
  AppendTooLarge: () => new Problem('body-too-large', { details: { max: 900 * 1024 } }),
  RequestTimedOut: ({ commandId }: { readonly commandId: string }) =>
    new Problem('timed-out', { extensions: { commandId } }),
  EventStoreUnavailable: (error: Error & { readonly outcome?: unknown }) =>
    error.outcome === 'unknown'
      ? new Problem('outcome-unknown', {}, { cause: error })
      : unavailable(error),
  WrongRevision: unavailable,
  EventBusUnavailable: unavailable,
  ViewStoreUnavailable: unavailable,
  KeyStoreUnavailable: unavailable,
  RequestQueueFull: unavailable,
  RequestsUnavailable: unavailable,
  SignInUnavailable: unavailable,
};
