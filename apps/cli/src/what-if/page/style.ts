/** What the pages of what-if need beside the style sheet that all reports share. */
export const WHAT_IF_STYLE = `
@media screen { main { max-width: 70rem; } }
.value { min-width: 5rem; }
.cards .number { font-size: clamp(1.2rem, 5vw, 1.5rem); }
thead th:first-child { min-width: 6rem; }
tbody th::first-letter { text-transform: none; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
h4 { font-size: .9375rem; margin: 0 0 .25rem; color: var(--soft); }
section > details:not(.example) > details { margin: .5rem 0 .5rem 1rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
  gap: 1.25rem 2rem; }
.charts > * { min-width: 0; }
.charts svg { margin: 0; }
.charts details { margin: .25rem 0 0; }
svg .line.earlier { stroke: var(--earlier); stroke-dasharray: 4 3; fill: none; }
svg .mark { stroke: var(--ink); stroke-width: 1.5; }
svg .mark.earlier { stroke-dasharray: 3 2; }
svg .hair { stroke: var(--rule); }
svg .thread { fill: none; stroke: var(--accent); }
svg .dot { fill: var(--accent); stroke: var(--paper); }
svg .name { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
svg .today { fill: var(--paper); stroke: var(--ink); stroke-width: 1.75; }
.key.dot { background: var(--accent); border-radius: 50%; }
.key.today { border: 2px solid var(--ink); transform: rotate(45deg) scale(.8); }
.key.dashed { height: 0; border-top: 2px dashed var(--earlier); vertical-align: middle; }
.key.mark { width: 0; height: 1em; border-left: 2px solid var(--ink); vertical-align: middle; }
.key.mark.earlier { border-left-style: dashed; background: none; }
.example { border: 1px solid var(--rule); border-radius: .375rem; margin: .5rem 0;
  padding: 0 .75rem; }
.example > summary { padding: .5rem 0; }
.example > summary strong { font-weight: 600; white-space: nowrap; }
.example[open] > summary { border-bottom: 1px solid var(--rule); }
h4::first-letter, header .soft::first-letter { text-transform: uppercase; }
.deciding { border-left: .25rem solid var(--accent); padding: .125rem 0 .125rem .75rem;
  margin: .75rem 0; }
.deciding p { margin: 0; }
.deciding ul { margin: .125rem 0 0; }
.deciding code, td code { font-size: .8125rem; color: var(--soft); }
.sides { display: grid; gap: .5rem 2rem; margin: .75rem 0; }
.sides > * { min-width: 0; }
.sides .says { font-weight: 600; margin: 0; }
@media (min-width: 48rem) { .sides { grid-template-columns: 1fr 1fr; } }
@media print {
  .example::details-content { content-visibility: visible; block-size: auto; }
  .example { break-inside: avoid; }
}
`
