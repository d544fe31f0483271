import { literal } from '../sql.ts'
import {
  as,
  type Compiled,
  compile,
  type Fault,
  isWritten,
  type Scope,
} from './compile-expression.ts'
import type { Comparison, Condition, Constant } from './language.ts'

/** A condition as SQL that is true or false, never NULL. */
export interface CompiledCondition {
  readonly sql: string
  readonly faults: readonly Fault[]
}

export function compileCondition(condition: Condition, scope: Scope): CompiledCondition {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((each) => compileCondition(each, scope))
      const sql = parts.map((part) => part.sql).join(condition.kind === 'all' ? ' AND ' : ' OR ')
      return { sql: `(${sql || 'true'})`, faults: parts.flatMap(({ faults }) => faults) }
    }
    case 'not': {
      const { sql, faults } = compileCondition(condition.of, scope)
      return { sql: `(NOT ${sql})`, faults }
    }
    case 'empty': {
      const of = compile(condition.of, scope)
      return { sql: `(${of.sql} IS NULL)`, faults: of.faults }
    }
    case 'in': {
      const of = compile(condition.of, scope)
      const values = condition.among.map((each) => constantFor(of, each, scope))
      return {
        sql: `coalesce(${of.sql} IN (${values.join(', ') || 'NULL'}), false)`,
        faults: of.faults,
      }
    }
    default:
      return compareTo(condition, scope)
  }
}

const OPERATORS: Readonly<Record<Comparison, string>> = {
  above: '>',
  atLeast: '>=',
  below: '<',
  atMost: '<=',
}

/** Text is compared as what the constant is: a month, a day or a whole number. */
function compareTo(
  { kind, of, than, ...at }: Extract<Condition, { readonly kind: Comparison }>,
  scope: Scope,
): CompiledCondition {
  const compiled = compile(of, scope)
  const type = (['number', 'date', 'month'] as const).find((each) => isWritten(than.text, each))
  const typed = compiled.type === 'text' ? as(compiled, type ?? 'number', at, scope) : compiled
  const value = constantFor(typed, than, scope)
  return { sql: `coalesce(${typed.sql} ${OPERATORS[kind]} ${value}, false)`, faults: typed.faults }
}

function constantFor(of: Compiled, constant: Constant, scope: Scope): string {
  const { text, place, path } = constant
  const written: Compiled = {
    ...of,
    type: 'text',
    sql: literal(text),
    faults: [],
    constants: [constant],
  }
  return as(written, of.type, { place, path }, scope).sql
}
