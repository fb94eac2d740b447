import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

import { namesAreData } from './scripts/lint/names-are-data.mjs';

// Time, randomness and ids come in through ports, so that the domain can be tested without waiting.
const ambientTime = [
  { object: 'Date', property: 'now', message: 'Inject a Clock.' },
  { object: 'Math', property: 'random', message: 'Inject a Random.' },
  { object: 'crypto', property: 'randomUUID', message: 'Inject an id source.' },
];

export default tseslint.config(
  { ignores: ['out', 'dist', '.cache', 'node_modules', 'test-results', 'playwright-report'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    plugins: { patchbay: { rules: { 'names-are-data': namesAreData } } },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/require-await': 'off',
      'patchbay/names-are-data': 'error',
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels: export where it is defined.' },
        {
          selector: 'ImportSpecifier[importKind="type"]',
          message: 'Import types with a statement of their own: import type { … }.',
        },
        {
          selector: 'ImportDeclaration[source.value="vitest"] ImportSpecifier[imported.name="it"]',
          message: 'Write test(…).',
        },
        {
          selector: 'MemberExpression[object.name="URL"][property.name="canParse"]',
          message: 'Use parseUrl: Node 20 and 22 forget Latin-1 here (ADR 49).',
        },
      ],
    },
  },
  { files: ['**/*.config.ts', 'eslint.config.js'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/shared/**/*.ts', 'src/main/**/*.ts'],
    ignores: ['src/main/node/**', 'src/main/electron/**', 'src/main/index.ts'],
    rules: {
      'no-restricted-properties': ['error', ...ambientTime],
      'no-restricted-globals': [
        'error',
        { name: 'setTimeout', message: 'Inject a Clock.' },
        { name: 'setInterval', message: 'Inject a Clock.' },
      ],
    },
  },
  {
    // Several profiles are served at once: whose it is comes in as an argument. Only what a person does
    // at the window is for the profile in use, and only these rooms know which that is; `transfer`, the
    // exports and the tray read it in what is stored or shown.
    files: ['src/main/**/*.ts'],
    ignores: [
      ...['compose', 'profiles', 'servers', 'transfer', 'import/patchbay-export', 'shell'].map(
        (room) => `src/main/${room}/**`,
      ),
      ...['approvals/server-approvals', 'diagnostics/follow-history', 'gateway/gateway'].map(
        (file) => `src/main/${file}.ts`,
      ),
      'src/main/pins/pin-desk.ts',
    ],
    rules: { 'id-denylist': ['error', 'inUse', 'activeId', 'activeProfile'] },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
    },
  },
  {
    files: ['test/**/*.{ts,tsx}', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        require: 'readonly',
        module: 'readonly',
        __dirname: 'readonly',
        performance: 'readonly',
        structuredClone: 'readonly',
        setImmediate: 'readonly',
        queueMicrotask: 'readonly',
        TextDecoder: 'readonly',
        TextEncoder: 'readonly',
      },
    },
  },
);
