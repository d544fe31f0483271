import { DARK, DIRECTIONS, LIGHT, SHADES } from './palette.ts'

/** The page's one style sheet: light and dark, phone and desktop, screen and paper. */
export const STYLE = `
:root { color-scheme: light dark; ${variables(LIGHT)} }
@media (prefers-color-scheme: dark) { :root { ${variables(DARK)} } }
@media print { :root { color-scheme: light; ${variables(LIGHT)} } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.55;
  font-family: system-ui, -apple-system, "Segoe UI", "PingFang SC", "PingFang TC",
    "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
main { max-width: 60rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { font-size: 1.15rem; font-weight: 600; margin: 0 0 .75rem; color: var(--soft); }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; padding-bottom: .25rem;
  border-bottom: 1px solid var(--rule); }
.headline { font-size: 1.4rem; line-height: 1.4; font-weight: 600; margin: 0; }
.soft { color: var(--soft); }
p { margin: .5rem 0; }
ul { padding-left: 1.25rem; margin: .5rem 0; }
a { color: var(--accent); }
.cards { display: grid; grid-template-columns: repeat(2, 1fr); gap: .75rem; margin: 1.25rem 0 0; }
.cards div { border: 1px solid var(--rule); border-radius: .375rem; padding: .6rem .75rem; }
.cards dt { color: var(--soft); font-size: .875rem; }
.cards dd { margin: 0; font-variant-numeric: tabular-nums; }
.cards .number { font-size: 1.5rem; font-weight: 600; line-height: 1.3; }
.facts { display: grid; grid-template-columns: fit-content(45%) 1fr; gap: .25rem 1.25rem;
  margin: 1rem 0; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
.scroll { overflow-x: auto; margin: 1rem 0; }
.scroll:focus-visible, summary:focus-visible, a:focus-visible {
  outline: 2px solid var(--accent); outline-offset: 2px; }
.pair > * { min-width: 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums;
  overflow-wrap: normal; word-break: keep-all; font-size: .9375rem; }
caption { text-align: left; color: var(--soft); padding-bottom: .25rem; }
th, td { padding: .3rem .5rem; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--rule); }
thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 400; }
thead th:first-child, tbody th, tfoot th { position: sticky; left: 0; background: var(--paper); }
.right { text-align: right; white-space: nowrap; }
.near { white-space: nowrap; }
.text { min-width: 10rem; word-break: normal; overflow-wrap: anywhere; }
.mono { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .8125rem;
  overflow-wrap: anywhere; min-width: 17rem; }
tfoot th, tfoot td { font-weight: 700; border-bottom: 0; border-top: 2px solid var(--ink); }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
  gap: .5rem 1.5rem; }
svg { display: block; width: 100%; max-width: 36rem; height: auto; margin: 1rem 0; }
.grid svg { margin: 0; max-width: 18rem; }
svg text { font: 11px system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; fill: var(--ink); }
svg .soft { fill: var(--soft); }
svg .now { fill: var(--accent); }
svg .earlier { fill: var(--earlier); }
svg .line { fill: none; stroke: var(--accent); stroke-width: 1.5; }
svg .axis { stroke: var(--soft); }
.key { display: inline-block; width: .8em; height: .8em; margin-right: .4em; }
.key.now { background: var(--accent); }
.key.earlier { background: var(--earlier); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.legend.shades { gap: .25rem; font-size: .8125rem; }
.legend .shade { padding: 0 .4rem; }
${shadeRules()}
[class^="shade"], .key { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
th::first-letter, dt::first-letter, caption::first-letter { text-transform: uppercase; }
details { margin: 1rem 0; }
summary { cursor: pointer; }
@media (min-width: 48rem) {
  .cards { grid-template-columns: repeat(3, 1fr); }
  .pair { display: grid; grid-template-columns: 2fr 3fr; gap: 2rem; }
}
@media (max-width: 30rem) {
  th, td { padding: .3rem .35rem; }
  table { font-size: .8125rem; }
}
@media print {
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; }
  th, td { padding: 1pt 3pt; }
  .mono { font-size: 6.5pt; min-width: 0; }
  h2 { break-after: avoid; }
  tr, li, dl, svg { break-inside: avoid; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
}
`

function variables(palette: Readonly<Record<string, string>>): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ')
}

function shadeRules(): string {
  return DIRECTIONS.flatMap((direction) =>
    [0, ...SHADES].map(
      (_, step) => `.shade.${direction}-${step} { background: var(--${direction}-${step}); }`,
    ),
  ).join('\n')
}
