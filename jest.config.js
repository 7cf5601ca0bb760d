/** Specs lie beside the code; walks, simulation and the tidy test lie in test/. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/{libs,services,examples,test}/**/*.spec.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^@libs/(event-store|event-bus|view-store|personal-data)/(.+)$':
      '<rootDir>/libs/$1/src/$2/index.ts',
    '^@libs/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@services/([^/]+)$': '<rootDir>/services/$1/src/index.ts',
    '^@examples/([^/]+)$': '<rootDir>/examples/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  globalSetup: '<rootDir>/libs/testing/src/engines/setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/engines/teardown.mjs',
  testTimeout: 600_000,
  maxWorkers: 2,
};
