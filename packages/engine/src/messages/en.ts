import { AMOUNT_LIMIT } from '../facts/cells.ts'
import type { Catalogue } from './catalogue.ts'

export const en: Catalogue = {
  problems: {
    'facts-folder-missing': (p) =>
      `there is no facts folder \`${p.folder}\`; name the folder that holds customers, services and charges`,
    'table-missing': (p) =>
      `the facts folder \`${p.folder}\` has no table \`${p.table}\`; put \`${p.table}.csv\`, \`${p.table}.parquet\` or a folder \`${p.table}/\` of such files there`,
    'column-missing': (p) =>
      `\`${p.file}\` has no column \`${p.column}\`; add it, spelled so, to the header row`,
    'column-type': (p) =>
      `column \`${p.column}\` of \`${p.file}\` has the type ${p.type}, which cannot hold it; write dates as DATE or text, amounts as whole numbers, everything else as text`,
    'file-unreadable': (p) =>
      `\`${p.file}\` cannot be read (${p.why}); write it again as UTF-8 CSV with a header row, or as Parquet`,
    'file-changed': (p) =>
      `\`${p.file}\` was changed while it was read; run again when nobody writes to the folder`,
    'number-too-large': (p) =>
      `a number of the facts or the policy is too large to be held exactly (${p.why}); lower the policy's growth numbers`,
    'controls-differ': (p) =>
      `period ${p.period}, ${p.kind}: ${p.rows} rows of ${p.fen} fen came, controls say ${p.rowsSent} rows of ${p.fenSent} fen (${p.differences} such differences); ask billing for the missing rows or for right controls`,
    'no-charges': (p) =>
      `no charge in \`${p.folder}\` names a period; deliver the bills of at least one period`,
    'period-missing': (p) =>
      `charges have no period ${p.periods}, although they begin in ${p.first} and go to ${p.last}; deliver what is missing, or assess only months that need no later period`,
    'policy-silent': (p) =>
      `no document of ${p.policy} answers for ${p.month}; assess other months, or publish a document that takes effect by then`,
    'policy-not-expressible': (p) =>
      `\`${p.what}\` has more than ${p.digits} digits, which cannot be summed exactly; write it with fewer`,
    'register-exists': (p) =>
      `there is a register in \`${p.register}\` already; an import begins a new one, name another folder`,
    'register-missing': (p) =>
      `there is no register in \`${p.register}\`; name the folder that \`dipper assess\` or \`dipper register import\` wrote`,
    'register-newer': (p) =>
      `the register in \`${p.register}\` has format ${p.format}, this program knows formats up to ${p.known}; use a newer dipper`,
    'register-busy': (p) =>
      `another run is writing to the register in \`${p.register}\`; wait until it has ended, then start again`,
    'register-damaged': (p) =>
      `\`${p.file}\` of the register in \`${p.register}\` cannot be read (${p.why}); bring the register back from a copy, or begin another`,
    'register-gap': (p) =>
      `the register in \`${p.register}\` goes on with ${p.next}, so that ${p.from} would leave a gap; assess from ${p.next}`,
    'register-before-first': (p) =>
      `the register in \`${p.register}\` begins with ${p.first} and cannot be continued backwards to ${p.from}; assess from ${p.first}, or begin another register`,
    'month-missing': (p) =>
      `the register in \`${p.register}\` has no month ${p.month}; assess it first, or name a month that is there`,
    'month-changed': (p) =>
      p.what === 'policy'
        ? `${p.month} in the register \`${p.register}\` was assessed under another version of the policy \`${p.of}\`; bring the published document back and publish changes as a new one, or begin another register`
        : `the ${p.what} of ${p.of} are no longer as ${p.month} in the register \`${p.register}\` read them; bring them back and deliver corrections in a new period, or begin another register`,
    'import-row': (p) =>
      `row ${p.row} of \`${p.file}\` has \`${p.value}\` as \`${p.column}\`; give each customer once, star as a number, valid_from and valid_through as YYYY-MM in their order, both empty at star 0`,
    'import-column': (p) =>
      `\`${p.file}\` has no column \`${p.column}\`; an import needs customer_id, star, valid_from and valid_through`,
    'months-reversed': (p) =>
      `the months go from ${p.from} through ${p.through}, backwards; name the earlier month first`,
    'customer-not-found': (p) =>
      `customer \`${p.customer}\` has no row in ${p.month} in the register \`${p.register}\`; check the id, letter by letter, and whether the customer had joined before that month`,
    'out-not-empty': (p) =>
      `the folder \`${p.folder}\` is not empty; name a new or empty folder, or empty it yourself`,
    'strict-rejects': (p) =>
      `${p.rejected} of ${p.rows} rows in \`${p.folder}\` are rejected, and with --strict every reject is an error; mend the rows named above, or check without --strict`,
    'map-source-form': (p) =>
      `--source is \`${p.written}\`; write the name of a source, an equals sign and a path, such as bills=bills.csv`,
    'map-source-unknown': (p) =>
      `the mapping has no source \`${p.source}\` that --source could replace; write one of: ${p.allowed}`,
    'map-left-out': (p) =>
      `${p.leftOut} of ${p.rows} rows could not be mapped by \`${p.mapping}\`, and with --strict that is an error; mend the rows named above or the mapping, or map without --strict`,
    'disk-full': (p) =>
      `there is no room for what is written to \`${p.register}\` (${p.why}); the months that are there are whole, make room and run again`,
  },
  reasons: {
    missing: (c) => `\`${c.column}\` is empty; every row needs it`,
    'malformed-date': (c) =>
      `\`${c.column}\` is \`${c.value}\`, not a day of the calendar; write YYYY-MM-DD`,
    'malformed-month': (c) => `\`${c.column}\` is \`${c.value}\`, not a month; write YYYY-MM`,
    'malformed-amount': (c) =>
      `\`${c.column}\` is \`${c.value}\`, not a whole number of fen; write digits, with a minus in front if it is a refund`,
    'malformed-count': (c) => `\`${c.column}\` is \`${c.value}\`, not a whole number; write digits`,
    'unknown-word': (c) =>
      `\`${c.column}\` is \`${c.value}\`, which it does not know; write one of: ${c.words.join(', ')}`,
    'too-long': (c) =>
      `\`${c.column}\` is longer than 64 characters; give the customer, line or charge a shorter id in every table`,
    'amount-beyond': (c) =>
      `\`${c.column}\` is \`${c.value}\`, beyond ±${AMOUNT_LIMIT} fen; check the unit, which is fen`,
    'differs-from-path': (c) =>
      `\`${c.column}\` is \`${c.value}\`, the path of the file says another; move the row to the file of its period, or mend the period`,
    'left-before-joined': (c) =>
      `\`${c.column}\` is \`${c.value}\`, before the day of joining; put one of the two dates right`,
    'held-to-before-from': (c) =>
      `\`${c.column}\` is \`${c.value}\`, before the holding begins; put one of the two dates right`,
    'opened-after-held': (c) =>
      `\`${c.column}\` is \`${c.value}\`, after the holding begins; a line is opened before or when it is first held`,
    'given-twice': (c) =>
      `the latest version of the key with \`${c.column}\` \`${c.value}\` is given twice; keep one, or give the right one a later recorded_on`,
    overlap: (c) =>
      `from \`${c.column}\` \`${c.value}\` on the row overlaps another of the same id, or differs from it in kind; end the one before the other begins`,
    'unknown-customer': (c) =>
      `no accepted row of customers has the id \`${c.value}\`; deliver the customer, or mend the row of customers that was rejected`,
    'unknown-service': (c) =>
      `no accepted row of services has the id \`${c.value}\`; deliver the line, or mend the row of services that was rejected`,
  },
}
