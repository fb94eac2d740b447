/** All of src/main is domain, but for the adapters and what puts them together. */
const domain = '^src/main/(?!node/|electron/|compose/|index\\.ts)';

/** The import rules of ARCHITECTURE.md. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'neither of values nor of types',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-stands-alone',
      comment: 'src/shared imports only itself, zod, the contract builder and the schema validator',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: {
        pathNot: ['^src/shared/', '^node_modules/(zod|@orpc/contract|@cfworker/json-schema)/'],
      },
    },
    {
      name: 'domain-has-no-electron',
      severity: 'error',
      from: { path: '^src/(main|shared)/', pathNot: '^src/main/(electron/|index\\.ts)' },
      to: { path: '^(node_modules/)?electron(-store|-log)?(/|$)' },
    },
    {
      name: 'domain-has-no-input-output',
      comment: 'a domain folder talks to the world through its ports',
      severity: 'error',
      from: { path: domain },
      to: { path: '^(node:)?(fs|fs/promises|child_process|net|http|https|tls|dgram)$' },
    },
    {
      name: 'domain-has-no-sdk',
      severity: 'error',
      from: { path: domain },
      to: { path: '^node_modules/@modelcontextprotocol/' },
    },
    {
      name: 'domain-has-no-adapters',
      severity: 'error',
      from: { path: domain },
      to: { path: '^src/main/(node|electron)/' },
    },
    {
      name: 'node-adapters-have-no-electron',
      severity: 'error',
      from: { path: '^src/main/node/' },
      to: { path: '^src/main/electron/' },
    },
    {
      name: 'renderer-stays-in-its-room',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/(main|preload)/' },
    },
    {
      name: 'main-knows-no-renderer',
      severity: 'error',
      from: { path: '^src/(main|preload|shared)/' },
      to: { path: '^src/renderer/' },
    },
    {
      name: 'features-are-strangers',
      severity: 'error',
      from: { path: '^src/renderer/src/features/([^/]+)/' },
      to: {
        path: '^src/renderer/src/features/([^/]+)/',
        pathNot: '^src/renderer/src/features/$1/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
