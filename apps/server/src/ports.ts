import type { Ports } from '@dipper/api'
import { offsetOf, serviceOrderFor } from '@dipper/ordering'
import { answering, type Programme } from '@dipper/policy'
import {
  Audit,
  Idempotency,
  Lines,
  Months,
  Objections,
  OPERATORS_ZONE,
  Orders,
  People,
  Points,
  Publications as PublicationRows,
  Publisher,
  RunRows,
  Stars,
  type ToOrder,
  Uses,
} from '@dipper/store'
import { BenefitsDocuments, requireBenefits } from './benefits-documents.ts'
import type { Connected } from './database.ts'
import { guarded } from './guarded.ts'
import { Health } from './health.ts'
import { requireProgramme } from './programme-folder.ts'
import { Publications } from './publications.ts'
import { publicationWork } from './publish-month.ts'
import { Runs } from './runs/runs.ts'
import type { Settings } from './settings.ts'
import { Benefits, CustomerLines } from './uses.ts'

/** What the API asks, and what of it the server looks after. */
export interface Joined {
  readonly ports: Ports
  readonly runs: Runs
  readonly idempotency: Idempotency
  readonly uses: Uses
  readonly orders: Orders
}

/** The store and the engine as the API asks for them. */
export function joined(
  settings: Settings,
  { owner, serving }: Connected,
  programme: Programme,
): Joined {
  const { policy, facts, register } = settings
  const runs = new Runs(new RunRows(serving), { policy, facts, register })
  const idempotency = new Idempotency(serving)
  const policies = new BenefitsDocuments(requireBenefits(settings.benefits))
  const uses = new Uses(serving, { policies, toOrder })
  const orders = new Orders(serving)
  const publications = new Publications(new PublicationRows(serving), new Publisher(owner), () =>
    publishingOf(settings),
  )
  const ports: Ports = {
    stars: guarded(new Stars(serving)),
    people: guarded(new People(serving)),
    months: guarded(new Months(serving)),
    policies: { answering: (month) => answering(programme, month) ?? null },
    benefits: guarded(new Benefits(uses, policies)),
    lines: guarded(new CustomerLines(new Lines(serving, { toOrder }), serving)),
    orders: guarded(orders),
    points: guarded(new Points(serving)),
    objections: guarded(new Objections(serving)),
    runs: guarded(runs),
    publications: guarded(publications),
    audit: guarded(new Audit(serving)),
    idempotency: guarded(idempotency),
    health: guarded(new Health(serving)),
  }
  return { ports, runs, idempotency, uses, orders }
}

/** What the network is handed, in the operator's time. */
export const toOrder: ToOrder = (about) =>
  serviceOrderFor(about, offsetOf(OPERATORS_ZONE, about.at.slice(0, 10)))

/** Asked for each time, so that a programme that changed on disk is seen. */
function publishingOf({ policy, facts, register, data }: Settings) {
  return {
    programme: requireProgramme(policy),
    facts,
    register,
    work: publicationWork(data),
  }
}
