import { DARK, LIGHT, type Palette } from './palette.ts'

/** The page's one style sheet: light and dark, phone and desktop, screen and paper. */
export const STYLE = `
:root { color-scheme: light dark; ${variables(LIGHT)} }
@media (prefers-color-scheme: dark) { :root { ${variables(DARK)} } }
@media print { :root { color-scheme: light; ${variables(LIGHT)} } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.55;
  font-family: system-ui, -apple-system, "Segoe UI", "PingFang SC", "PingFang TC",
    "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
main { max-width: 52rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { font-size: 1.15rem; font-weight: 600; margin: 0 0 .75rem; color: var(--soft); }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; padding-bottom: .25rem;
  border-bottom: 1px solid var(--rule); }
.headline { font-size: 1.4rem; line-height: 1.4; font-weight: 600; margin: 0; }
.notice { background: var(--notice); color: var(--noticeInk); padding: .75rem 1rem;
  border-radius: .375rem; margin: 0 0 1rem; }
ul { padding-left: 1.25rem; margin: .5rem 0; }
li { margin: .2rem 0; }
dl { display: grid; grid-template-columns: fit-content(45%) 1fr; gap: .25rem 1.25rem;
  margin: 1rem 0; }
dt { color: var(--soft); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; margin: 1rem 0; }
.scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums;
  overflow-wrap: normal; word-break: keep-all; }
th, td { padding: .35rem .6rem; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--rule); }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 400; }
th.right, td.right { text-align: right; white-space: nowrap; }
tfoot th, tfoot td { font-weight: 700; border-bottom: 0; border-top: 2px solid var(--ink); }
tr.marked th, tr.marked td { background: var(--marked); }
svg { display: block; width: 100%; max-width: 34rem; height: auto; margin: 1rem 0; }
svg text { font: 11px system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; fill: var(--ink); }
svg .soft { fill: var(--soft); }
svg .track { fill: var(--track); }
svg .fill { fill: var(--accent); }
svg .past { fill: var(--soft); }
svg .coming { fill: var(--track); stroke: var(--soft); }
svg .axis { stroke: var(--soft); }
@media (max-width: 30rem) {
  th, td { padding: .3rem .35rem; }
  thead th, thead th.right { white-space: normal; }
  table { font-size: .875rem; }
}
@media print {
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; }
  h2 { break-after: avoid; }
  tr, li, dl, svg { break-inside: avoid; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
}
`

function variables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ')
}
