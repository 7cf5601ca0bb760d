import type { Ports, Requests } from '@libs/platform';
import type { CommandAnswer } from '@libs/kernel';
import type { DemoStep, DemoWave } from './demo/demo-steps.js';

/** A wave is done in pieces of so many steps: more only wait, on a slow machine until they fail. */
const STEPS_AT_ONCE_MAX = 100;
const SETTLE_MS_MAX = 60_000;

export interface WavesRunning {
  readonly ports: Ports;
  readonly requests: Requests;
  readonly onProgress: (done: number, of: number) => void;
}

/**
 * Does a plan as the real world would: commands and messages go their usual way, and the next
 * wave begins when all that follows from the last one is done. Run again, it changes nothing.
 */
export async function runWaves(waves: readonly DemoWave[], running: WavesRunning): Promise<void> {
  const total = waves.reduce((count, { steps }) => count + steps.length, 0);
  let done = 0;
  for (const { steps } of waves) {
    for (let from = 0; from < steps.length; from += STEPS_AT_ONCE_MAX) {
      const piece = steps.slice(from, from + STEPS_AT_ONCE_MAX);
      await runAtOnce(piece, running);
      done += piece.length;
      running.onProgress(done, total);
    }
    await settle(running.ports);
  }
}

/**
 * What is handled may record more, which is news again: done when a round recorded nothing. The
 * limit is a time, for timers that fire one by one meanwhile make a round of each.
 */
async function settle({ bus, store }: Ports): Promise<void> {
  const until = performance.now() + SETTLE_MS_MAX;
  for (;;) {
    const before = await store.head();
    await bus.settled({ timeoutMs: Math.max(1, until - performance.now()) });
    if ((await store.head()) === before) return;
    if (performance.now() > until)
      throw new Error(`the bus did not come to rest in ${SETTLE_MS_MAX} ms`);
  }
}

async function runAtOnce(
  steps: readonly DemoStep[],
  { ports: { bus, secrets }, requests }: WavesRunning,
): Promise<void> {
  const messages = steps.filter((step) => step.kind === 'message');
  const topics = [...new Set(messages.map(({ topic }) => topic))];
  await Promise.all([
    ...steps
      .filter((step) => step.kind === 'command')
      .map(async ({ topic, key, envelope }) => {
        const fingerprint = secrets.fingerprint(envelope.command);
        accepted(await requests.send(topic, key, { ...envelope, fingerprint }), key);
      }),
    ...topics.map((topic) => {
      const told = messages.filter((step) => step.topic === topic);
      return bus.publish(
        topic,
        told.map(({ message }) => message),
      );
    }),
  ]);
}

/** The plan is ours: a step that is refused is a bug of it, and nothing goes on. */
function accepted(answer: CommandAnswer, key: string): void {
  if (answer.outcome === 'accepted') return;
  const why = answer.outcome === 'rejected' ? answer.rejection.code : answer.outcome;
  throw new Error(`the demo data was refused for ${key}: ${why}`);
}
