// Runs plain-month.sql. Arguments: facts, held (glob), first and last period, month as a date, out.
import { readFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'

const [facts, held, from, through, month, out] = process.argv.slice(2)
const values = { facts, held, from, through, month, out }
const sql = readFileSync(new URL('plain-month.sql', import.meta.url), 'utf8')
const db = await DuckDBInstance.create(':memory:')
const connection = await db.connect()
await connection.run(sql.replace(/^--.*$/gm, '').replace(/\$(\w+)/g, (_, name) => values[name]))
