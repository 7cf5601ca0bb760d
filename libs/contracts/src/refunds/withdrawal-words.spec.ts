import { LANGUAGES } from '../language.js';
import { withdrawalAcknowledgement, withdrawalStatement } from './withdrawal-words.js';

const declared = { name: 'Matti Meikäläinen', email: 'matti@example.com', contract: '1998524' };

describe('the words of a withdrawal', () => {
  it('say who withdraws from what, and where the acknowledgement goes, in every language', () => {
    for (const language of LANGUAGES)
      for (const told of Object.values(declared))
        expect(withdrawalStatement(language, declared)).toContain(told);
  });

  it('name the rows where it is not all', () =>
    expect(
      withdrawalStatement('en', { ...declared, rows: [{ rowNumber: 2, quantity: '1' }] }),
    ).toBe(
      'I, Matti Meikäläinen, withdraw from the contract 1998524 for rows (quantities) 2 (1). The acknowledgement goes to matti@example.com.',
    ));

  it('acknowledge the contents with the day and the time in Helsinki', () =>
    expect(
      withdrawalAcknowledgement('fi', { ...declared, declaredAt: '2026-03-02T09:00:00.000Z' }),
    ).toBe(
      'Vastaanotimme peruutuksesi 2026-03-02T11:00:00+02:00 (Helsingin aikaa). Ilmoitit: "Minä, Matti Meikäläinen, peruutan sopimuksen 1998524. Vahvistus lähetetään osoitteeseen matti@example.com."',
    ));
});
