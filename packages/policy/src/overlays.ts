import { type DocumentLife, type DocumentSheet, type Life, livesOf } from './chain.ts'
import type { OverlayText } from './language.ts'
import { formatMonth, type Month } from './month.ts'
import { type Finding, judge, sameFinding } from './rules/rules.ts'
import type { Loose } from './shape/shape.ts'
import { byMonth, type Sheet } from './sheet.ts'
import { groupsOf, layOver } from './values.ts'

export interface OverlaySheet extends Sheet<Loose<OverlayText>> {
  /** The name of its folder. */
  readonly region: string
}

/** An overlay in whatever language. */
export interface RegionSheet extends Sheet<{ readonly region?: string }> {
  readonly region: string
}

type Dated<O> = O & { readonly month: Month }

/** An overlay and the documents it is laid over in some month. */
interface Meeting<O, S extends DocumentSheet> {
  readonly overlay: O
  readonly met: readonly DocumentLife<S>[]
}

/** Reports what is wrong with the overlays of a folder, alone and laid over what they meet. */
export function checkOverlays(
  overlays: readonly OverlaySheet[],
  documents: readonly DocumentSheet[],
): void {
  for (const overlay of overlays) {
    for (const { code, params, path } of judge(groupsOf(overlay.content))) {
      overlay.mistake(code, params, path)
    }
  }
  for (const { overlay, met } of meetings(overlays, documents)) checkOver(overlay, met)
}

/** What each overlay is laid over, after reporting those out of their place or time. */
export function meetings<O extends RegionSheet, S extends DocumentSheet>(
  overlays: readonly O[],
  documents: readonly S[],
): Meeting<O, S>[] {
  const lives = livesOf(documents)
  for (const overlay of overlays) checkFolder(overlay)
  return [...new Set(overlays.map((overlay) => overlay.region))].flatMap((region) =>
    meetingsIn(byMonth(overlays.filter((overlay) => overlay.region === region)), lives),
  )
}

function checkFolder({ region: folder, content, mistake }: RegionSheet): void {
  if (content.region === undefined || content.region === folder) return
  mistake('region-differs', { region: content.region, folder }, 'region')
}

/** An overlay lives until the next one of its region. */
function meetingsIn<O extends RegionSheet, S extends DocumentSheet>(
  overlays: readonly Dated<O>[],
  lives: readonly DocumentLife<S>[],
): Meeting<O, S>[] {
  return overlays.map((overlay, index) => {
    const before = overlays[index - 1]
    if (before?.month === overlay.month) {
      const { region, month } = overlay
      const params = { region, month: formatMonth(month), other: before.shown }
      overlay.mistake('two-overlays', params, 'effectiveFrom')
    }
    const next = overlays.find((each) => each.month > overlay.month)
    const life = { from: overlay.month, through: (next?.month ?? Number.POSITIVE_INFINITY) - 1 }
    const met = lives.filter((document) => meet(life, document.life))
    if (met.length === 0) reportUnmet(overlay, lives)
    return { overlay, met }
  })
}

/** Without any document the folder itself is the mistake. */
function reportUnmet(overlay: RegionSheet, lives: readonly DocumentLife[]): void {
  const { region } = overlay
  if (lives.length > 0) overlay.mistake('overlay-never-applies', { region }, 'effectiveFrom')
}

function meet(left: Life, right: Life): boolean {
  return Math.max(left.from, right.from) <= Math.min(left.through, right.through)
}

/** Reports what is wrong only where the overlay is laid over a document. */
function checkOver(overlay: OverlaySheet, met: readonly DocumentLife[]): void {
  const alone = judge(groupsOf(overlay.content))
  const together = met.flatMap(({ sheet }) =>
    judgeOver(overlay, sheet)
      .filter((finding) => !alone.some((known) => sameFinding(known, finding)))
      .map((finding) => ({ finding, over: sheet.shown })),
  )
  reportOver(overlay, together)
}

/** The same finding over several documents is reported once, naming them all. */
export function reportOver({ mistake }: RegionSheet, findings: readonly Over[]): void {
  for (const { finding, over } of joined(findings)) {
    const { code, params, path } = finding
    mistake(code, { ...params, over }, path)
  }
}

/** What is wrong with a document's values under the overlay and right without it. */
function judgeOver(overlay: OverlaySheet, document: DocumentSheet): Finding[] {
  const thresholds = overlay.content.star?.thresholds?.length
  const stars = document.content.star?.thresholds?.length
  if (thresholds !== undefined && stars !== undefined && thresholds !== stars) {
    return [{ code: 'overlay-stars', params: { thresholds, stars }, path: 'star.thresholds' }]
  }
  const national = groupsOf(document.content)
  const known = judge(national)
  return judge(layOver(national, groupsOf(overlay.content))).filter(
    (finding) => !known.some((each) => sameFinding(each, finding)),
  )
}

export interface Over {
  readonly finding: Finding
  readonly over: string
}

function joined(findings: readonly Over[]): Over[] {
  const byText = new Map<string, Over>()
  for (const { finding, over } of findings) {
    const text = JSON.stringify(finding)
    const known = byText.get(text)
    byText.set(text, { finding, over: known ? `${known.over}, ${over}` : over })
  }
  return [...byText.values()]
}
