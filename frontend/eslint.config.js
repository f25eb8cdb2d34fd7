import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Who may import what, as ARCHITECTURE.md draws it. */
const floors = (group, message) => ({
  'no-restricted-imports': ['error', { patterns: [{ group, message }] }],
});
const bindings = ['**/wailsjs/**'];
const door = 'Only src/lib/backend talks to the bindings: export what you need from there.';

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/lib/backend/wailsjs/'] },
  ...ts.configs.strictTypeChecked,
  ...ts.configs.stylisticTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.svelte'],
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    // To the linter an imported component is any, and so is what its callbacks get; svelte-check knows
    // the types of both and refuses an any that nobody wrote.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.js'],
    ...ts.configs.disableTypeChecked,
  },
  {
    files: ['src/**'],
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-console': 'error',
      'svelte/no-at-html-tags': 'error',
      ...floors(bindings, door),
    },
  },
  {
    // Pure: values in, values out.
    files: ['src/lib/dialect/**', 'src/lib/preview/**', 'src/lib/words.ts', 'src/lib/words/**'],
    rules: floors(
      [...bindings, 'svelte', 'svelte/*', '**/*.svelte', '**/backend/**', '**/state/**'],
      'This floor is pure: no Svelte, no state, no backend. Pass the value in.',
    ),
  },
  {
    files: ['src/lib/ui/**'],
    rules: floors(
      [...bindings, '**/backend/**', '**/state/**', '**/desks/**'],
      'The interface kit knows no issue: give it props.',
    ),
  },
  {
    files: ['src/lib/backend/**'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
