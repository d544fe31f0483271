import {
  answeringBenefits,
  type BenefitsInForce,
  type BenefitsProgramme,
  benefitsInForce,
  fileRole,
  formatMonth,
  type Month,
  type PolicyFile,
  readBenefits,
  sentence,
} from '@dipper/policy'
import { parse } from 'yaml'

/** Values in the benefits language. */
export type Values = { readonly [key: string]: unknown }

/** Why there is nothing that a case can be told by. */
interface NoPolicy {
  readonly why: string
}

/** What answers in cases: a folder of benefits, with the values of a case laid over its documents. */
export class CasePolicies {
  readonly #files: readonly PolicyFile[]
  readonly #programmes = new Map<string, BenefitsProgramme | NoPolicy>()
  readonly #answers = new Map<string, BenefitsInForce | NoPolicy>()

  constructor(files: readonly PolicyFile[]) {
    this.#files = files
  }

  inForce(values: Values, month: Month, region: string | null): BenefitsInForce | NoPolicy {
    const key = JSON.stringify([values, month, region])
    const found = this.#answers.get(key) ?? this.#find(values, month, region)
    this.#answers.set(key, found)
    return found
  }

  #find(values: Values, month: Month, region: string | null): BenefitsInForce | NoPolicy {
    const key = JSON.stringify(values)
    const programme = this.#programmes.get(key) ?? programmeOf(this.#files, values)
    this.#programmes.set(key, programme)
    if ('why' in programme) return programme
    const answer = answeringBenefits(programme, month)
    if (answer) return benefitsInForce(answer, region)
    return { why: `no document answers for ${formatMonth(month)}` }
  }
}

function programmeOf(files: readonly PolicyFile[], values: Values): BenefitsProgramme | NoPolicy {
  const others = Object.keys(values).length > 0
  const read = readBenefits(others ? files.map((file) => laidOver(file, values)) : files)
  if (read.programme) return read.programme
  return { why: read.diagnostics.map((each) => `${each.file}: ${sentence(each, 'en')}`).join('; ') }
}

/** JSON is YAML. */
function laidOver(file: PolicyFile, values: Values): PolicyFile {
  if (fileRole(file.path).kind !== 'document') return file
  return { ...file, text: JSON.stringify(laid(parse(file.text), values)) }
}

function laid(below: unknown, above: unknown): unknown {
  if (!isMap(below) || !isMap(above)) return above
  const keys = [...new Set([...Object.keys(below), ...Object.keys(above)])]
  return Object.fromEntries(
    keys.map((key) => [key, key in above ? laid(below[key], above[key]) : below[key]]),
  )
}

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
