/** Who may import whom, and why. `npm run layers` checks it. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const PURE = '^packages/(policy|assessment|explanation|entitlement|ordering|ledger)/src'

export default {
  forbidden: [
    rule(
      'flow-is-one-way',
      'policy ← assessment ← engine: the language knows nothing of what executes it.',
      { path: '^packages/policy/src' },
      { path: '^packages/(?!policy/)|^apps/' },
    ),
    rule(
      'meaning-knows-no-engine',
      'assessment is what every engine is compared with, so it may not lean on one.',
      { path: '^packages/assessment/src' },
      { path: '^packages/(?!policy/|assessment/)|^apps/' },
    ),
    rule(
      'explanation-knows-no-engine',
      'every channel explains from the same record, whatever engine and store it has.',
      { path: '^packages/explanation/src' },
      { path: '^packages/(?!policy/|assessment/|explanation/)|^apps/' },
    ),
    rule(
      'entitlement-knows-policy-alone',
      'whether a benefit may be used follows from the policy and what the caller brings.',
      { path: '^packages/entitlement/src' },
      { path: '^packages/(?!policy/|entitlement/)|^apps/' },
    ),
    rule(
      'ordering-knows-uses-alone',
      'what the network is handed follows from a use; how it gets there is somebody else’s.',
      { path: '^packages/ordering/src' },
      { path: '^packages/(?!entitlement/|ordering/)|^apps/' },
    ),
    rule(
      'ledger-on-its-own',
      'points are not growth: nothing of a star may reach a balance, nor a balance a star.',
      { path: '^packages/ledger/src' },
      { path: '^packages/(?!ledger/)|^apps/' },
    ),
    rule(
      'engine-has-no-words-for-stars',
      'the engine writes reasons as data; sentences are made from them elsewhere.',
      { path: '^packages/engine/src' },
      { path: '^packages/explanation/|^apps/' },
    ),
    rule(
      'pure-packages-do-no-io',
      'no file, network, process or clock in the meaning: the same facts give the same register for ever.',
      { path: PURE },
      { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    ),
    rule(
      'one-driver',
      'DuckDB is reached through database.ts; the generator has engines of its own, one a thread.',
      {
        path: '^(packages|apps)/[^/]+/src',
        pathNot: '^packages/engine/src/(database|generate/|run/manifest)',
      },
      { path: '@duckdb/' },
    ),
    rule(
      'packages-by-their-door',
      'another package is used through its index, so that its files can be moved.',
      { path: '^(packages|apps)/([^/]+)/src' },
      { path: '^packages/([^/]+)/src/(?!index)', pathNot: '^packages/$2/' },
    ),
    rule(
      'no-circles',
      'a circle has no floor to start reading from.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '/dist/|/node_modules/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['dipper:source', 'import'],
      exportsFields: ['exports'],
    },
  },
}
