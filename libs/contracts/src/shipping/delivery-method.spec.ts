import { DeliveryMethod, isTraceable, trackingProblem } from './delivery-method.js';

describe('a delivery method', () => {
  it('is one of the eighteen codes of the interface', () => {
    expect(DeliveryMethod.options).toHaveLength(18);
  });

  it.each(['ITELL', 'MATHU', 'FEDEX', 'UPSAM'] as const)(
    '%s is followed by its carrier, so it needs a tracking code',
    (method) => {
      expect(isTraceable(method)).toBe(true);
      expect(trackingProblem(method, undefined)).toBe('tracking-code-missing');
    },
  );

  it.each(['UNREG', 'PICKU', 'ODLVR', 'SERVI', 'ELECT'] as const)(
    '%s is followed by nobody, so any text will do, or none',
    (method) => {
      expect(isTraceable(method)).toBe(false);
      expect(trackingProblem(method, undefined)).toBeUndefined();
      expect(trackingProblem(method, 'at the counter')).toBeUndefined();
    },
  );

  it.each(['JJFI12345678901234567', '64301234567890', 'RR123456789FI'])(
    'Posti carries %s',
    (tracking) => expect(trackingProblem('ITELL', tracking)).toBeUndefined(),
  );

  it.each(['JJFI123', 'jjfi12345678901234567', 'RR123456789SE', 'on its way', '1234567'])(
    'Posti does not know %s',
    (tracking) => expect(trackingProblem('ITELL', tracking)).toBe('tracking-code-malformed'),
  );

  it.each(['DHLDP', 'UPSAM', 'DBSCH'] as const)(
    '%s takes what is printed on a label, and no sentence',
    (method) => {
      expect(trackingProblem(method, '1Z999AA10123456784')).toBeUndefined();
      expect(trackingProblem(method, 'sent on Monday')).toBe('tracking-code-malformed');
    },
  );
});
