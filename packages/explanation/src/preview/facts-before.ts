import type { Customer } from '@dipper/assessment'
import { formatMonth, type Month } from '@dipper/policy'

/**
 * The customer as the facts have them before a month, with the same lines for ever: nothing that is
 * billed, stops, changes or begins in the month or later, and no line that ends then. Memberships
 * stay as they are.
 */
export function factsBefore(customer: Customer, month: Month): Customer {
  const first = `${formatMonth(month)}-01`
  const { attributes, holdings, charges, stops } = customer
  return {
    ...customer,
    attributes: attributes.filter(({ from }) => from < first),
    holdings: holdings
      .filter(({ heldFrom }) => heldFrom < first)
      .map((line) =>
        line.heldTo !== null && line.heldTo >= first ? { ...line, heldTo: null } : line,
      ),
    charges: charges.filter(({ period }) => period < month),
    stops: stops.filter(({ stoppedOn }) => stoppedOn < first),
  }
}
