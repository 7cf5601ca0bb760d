import { FORBIDDEN_IMPORTS, stoppedImports } from './tidy/import-rules.js';

describe('the import rules', () => {
  it('stop every import that they forbid', () => {
    const stopped = stoppedImports();
    const passed = FORBIDDEN_IMPORTS.map(({ rule, from }) => `${rule}: ${from}`).filter(
      (example) => !stopped.includes(example),
    );
    expect(passed).toEqual([]);
  });
});
