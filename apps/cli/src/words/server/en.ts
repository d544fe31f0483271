import type { ServerWords } from './server-words.ts'

export const en: ServerWords = {
  problems: {
    'embedded-missing': (p) =>
      `there is no PostgreSQL for this platform among the packages (${p['package']}); name a server in DATABASE_URL`,
    'embedded-root': () =>
      'PostgreSQL refuses to run as root, and user namespaces are off here; run as another user, or name a server in DATABASE_URL',
    'embedded-initdb': (p) =>
      `the database in \`${p['folder']}\` cannot be made (${p['why']}); check the folder and the space left`,
    'embedded-start': (p) =>
      `the database in \`${p['folder']}\` does not start (${p['why']}); see \`${p['log']}\``,
    'embedded-unreachable': (p) =>
      `a database runs in \`${p['folder']}\` and does not answer (${p['why']}); stop it and try again`,
    'embedded-in-production': () =>
      'the embedded database is refused in production; name a PostgreSQL in DATABASE_URL',
    'schema-newer': (p) =>
      `the database has migration \`${p['found']}\`, this version knows \`${p['known']}\` as the last; install the newer version`,
    'migrate-forbidden': (p) =>
      `the owner in DATABASE_URL may not migrate (${p['why']}); give it the right to create roles and schemas`,
    'publish-busy': () => 'another process is publishing or taking back; wait for it and try again',
    'publish-part-differs': (p) =>
      `part ${p['range']} of \`${p['table']}\` has ${p['found']} rows and not ${p['announced']}; publish again`,
    'publish-part-unreadable': (p) =>
      `part ${p['range']} of \`${p['table']}\` cannot be read (${p['why']}); publish again, and report it if it stays`,
    'publish-part-outside': (p) =>
      `part ${p['range']} of \`${p['table']}\` has ${p['found']} rows of others; publish again, and report it if it stays`,
    'publish-totals-differ': (p) =>
      `what was loaded does not add up (${p['what']}: ${p['found']}, not ${p['announced']}); nothing was made live, publish again`,
    'issuer-missing': () => 'production needs an issuer of tokens; name it in DIPPER_ISSUER',
    'setting-invalid': (p) =>
      `a setting in the environment cannot be used (${p['why']}); correct it`,
    'port-taken': (p) =>
      `nothing can listen on ${p['host']}:${p['port']} (${p['why']}); choose another --port`,
    'programme-mistakes': (p) =>
      `the programme in \`${p['folder']}\` has mistakes; see dipper policy check`,
    'backup-running': (p) => `the database in \`${p['folder']}\` is running; stop the server first`,
    'backup-exists': (p) => `\`${p['folder']}\` holds something already; name a new folder`,
    'backup-missing': (p) =>
      `\`${p['folder']}\` has no \`${p['wanted']}\`; name the folder of a backup of this kind of database`,
    'program-failed': (p) =>
      `\`${p['program']}\` failed (${p['why']}); install PostgreSQL's client programs, and check DATABASE_URL`,
  },
  checks: {
    node: 'Node',
    policy: 'policy',
    benefits: 'benefits',
    facts: 'facts',
    register: 'register',
    data: "the server's folder",
    disk: 'space left',
    database: 'database',
    published: 'published month',
    issuer: 'issuer of tokens',
    network: 'network of service orders',
  },
  states: { fine: 'fine', wrong: 'wrong', off: 'not looked at' },
  people: 'People for trying it out (their secret is the same)',
  tryThese: 'To try',
  person: 'who',
  roles: 'roles',
  address: 'address',
  issuer: 'issuer',
  documentation: 'documentation',
  page: 'page of a customer',
  desk: 'desk of hotline and shop',
  changes: { added: 'added', changed: 'changed', removed: 'removed', same: 'the same' },
  curl: {
    token: 'a token',
    star: 'what a customer sees of their own star',
    why: 'why, as text',
    use: 'use a benefit: one key, one use, however often it is sent',
    points: 'what there is in points',
    find: 'the hotline finds somebody, and says why it looks',
    months: 'totals of a month',
    audit: 'who looked',
  },
}
