import { requestIdOf, traceOf } from './trace.js';

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const headed = (traceparent?: string) => ({
  headers: traceparent === undefined ? {} : { traceparent },
});

describe('a trace', () => {
  it('goes on from the caller with a span of our own', () => {
    const { traceId, traceparent } = traceOf(headed(PARENT));
    expect(traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01$/u);
    expect(traceparent).not.toBe(PARENT);
  });

  it('is one for a request, however often it is asked', () => {
    const request = headed();
    expect(traceOf(request)).toBe(traceOf(request));
  });

  it('reads a later version that says more', () => {
    const later = `cc${PARENT.slice(2)}-what-comes-later`;
    expect(traceOf(headed(later)).traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it.each([
    'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`,
    `${PARENT}-more`,
    PARENT.toUpperCase(),
    'nonsense',
  ])('begins anew after %s', (traceparent) => {
    const { traceId } = traceOf(headed(traceparent));
    expect(traceId).toMatch(/^[0-9a-f]{32}$/u);
    expect(traceId).not.toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  });
});

describe('a request id', () => {
  it('is the caller’s own when it is a sane one', () => {
    expect(requestIdOf({ headers: { 'request-id': 'abc-1' } })).toBe('abc-1');
  });

  it.each(['', 'two words', 'ä', 'a'.repeat(101), '<script>'])('is a new one for %j', (given) => {
    const made = requestIdOf({ headers: { 'request-id': given } });
    expect(made).toMatch(/^[0-9a-f-]{36}$/u);
  });
});
