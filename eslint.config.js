import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Files that must give the same answer for ever: no clock, no chance, no machine. */
const PURE = [
  'libs/kernel/src/**/*.ts',
  'libs/contracts/src/**/*.ts',
  'services/!(gateway|simulators|standalone)/src/*/**/*.ts',
  '**/*.{events,commands,decider,projection,policy}.ts',
];
const EDGES = ['**/*.{controller,module}.ts', '**/main.ts'];
const SPECS = ['**/*.{spec,fixtures,contract}.ts', '**/contract/*.ts', 'test/**/*.ts'];
const TERMINAL = ['test/{tools,bench}/**/*.ts', 'services/standalone/src/*.ts'];

const notHere =
  'It comes in with the command: pure files own no clock, chance, machine or network.';

/** What no file says, whatever room it is in. */
const EVERYWHERE = [
  { selector: 'TSEnumDeclaration', message: 'A union of literals says it.' },
  { selector: 'TSModuleDeclaration[kind!="global"]', message: 'A file is the namespace.' },
  { selector: 'ExportDefaultDeclaration', message: 'What is exported has one name.' },
  { selector: 'ForInStatement', message: 'Walk Object.keys, entries or values.' },
  {
    selector: 'Program > VariableDeclaration[kind="let"]',
    message: 'A file has no state of its own.',
  },
];

export default defineConfig(
  globalIgnores(['dist', 'data', 'coverage', 'docs']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      complexity: ['error', { max: 10, variant: 'modified' }],
      eqeqeq: 'error',
      'id-denylist': ['error', 'evt', 'cmd', 'req', 'res', 'ctx', 'tx', 'msg', 'cb'],
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 70 }],
      'max-params': ['error', 4],
      'no-else-return': 'error',
      'no-param-reassign': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...EVERYWHERE],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-nullish-coalescing': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, requireDefaultForNonUnion: true },
      ],
    },
  },
  {
    files: PURE,
    ignores: [...SPECS, ...EDGES],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'Date',
          'process',
          'crypto',
          'performance',
          'setTimeout',
          'setInterval',
          'setImmediate',
          'queueMicrotask',
          'fetch',
        ].map((name) => ({ name, message: notHere })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: notHere },
        { object: 'globalThis', message: notHere },
      ],
    },
  },
  // Moments that are given are reckoned with here, and nowhere else: still no clock.
  {
    files: ['libs/kernel/src/values/moment.ts', 'libs/kernel/src/values/helsinki-time.ts'],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-syntax': [
        'error',
        ...EVERYWHERE,
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: notHere },
        { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: notHere },
      ],
    },
  },
  // A describe holds its sentences, a contract its promises: they are long and still simple.
  {
    files: SPECS,
    rules: {
      'max-lines-per-function': 'off',
      // An answer's body is what a spec looks at; parsing it first would test the parser.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: TERMINAL, rules: { 'no-console': 'off' } },
);
