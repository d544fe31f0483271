// A terminal transcript as a picture: ANSI text on stdin, SVG on stdout. Every run of text has the place and
// the length that a terminal gives it, so that Chinese lines up with Latin in whatever fonts there are.
//
//   script -qec 'npx dipper demo' /dev/null | node scripts/terminal-picture.mjs --title 'npm start' > demo.svg
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({
  options: { title: { type: 'string', default: '' }, columns: { type: 'string', default: '100' } },
})
const COLUMNS = Number(options.columns)
const CELL = { width: 8.4, height: 19 }
const PADDING = 16
const BAR = 32
const PAPER = '#16181d'
const INK = '#d7dae0'
const DIM = '#7d8590'
const COLOURS = ['#5c6370', '#e5707a', '#8cc570', '#e0b45c', '#61a8ea', '#c586e0', '#56b6c2', INK]

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u

const ESC = '\u001b'
const TOKEN = new RegExp(`${ESC}\\[([?\\d;]*)([A-Za-z])|${ESC}[78]|\r|\n|[^${ESC}\r\n]`, 'gu')

/** Lines of cells { text, wide, style } as a terminal would hold them at the end. */
function screenOf(transcript) {
  const lines = [[]]
  let column = 0
  let style = {}
  for (const [token, code, final] of transcript.matchAll(TOKEN)) {
    const line = lines.at(-1)
    if (token === '\n') {
      lines.push([])
      column = 0
    } else if (token === '\r') column = 0
    else if (final === 'm') style = styled(style, code)
    else if (final === 'G') column = Number(code || 1) - 1
    else if (final === 'K') line.splice(code === '2' ? 0 : column)
    else if (token[0] !== ESC) {
      const wide = WIDE.test(token)
      if (column + (wide ? 2 : 1) > COLUMNS) {
        lines.push([])
        column = 0
      }
      lines.at(-1)[column] = { text: token, wide, style }
      column += wide ? 2 : 1
    }
  }
  return lines
}

function styled(before, codes) {
  return codes.split(';').reduce((style, code) => {
    const number = Number(code || 0)
    if (number === 0) return {}
    if (number === 1) return { ...style, bold: true }
    if (number === 2) return { ...style, dim: true }
    if (number === 22) return { ...style, bold: false, dim: false }
    if (number === 39) return { ...style, colour: undefined }
    if (number >= 30 && number <= 37) return { ...style, colour: COLOURS[number - 30] }
    if (number >= 90 && number <= 97) return { ...style, colour: COLOURS[number - 90] }
    return style
  }, before)
}

/** Neighbours of one style and one alphabet; a gap ends a run. */
function runsOf(line) {
  const runs = []
  line.forEach((cell, column) => {
    const last = runs.at(-1)
    const script = cell.wide ? 'wide' : cell.text < '\u007f' ? 'latin' : 'sign'
    const joins = last && last.style === cell.style && last.script === script
    if (joins && last.end === column && script !== 'sign') {
      last.text += cell.text
      last.end += cell.wide ? 2 : 1
    } else {
      const end = column + (cell.wide ? 2 : 1)
      runs.push({ text: cell.text, column, end, script, style: cell.style })
    }
  })
  return runs.flatMap(wordsOf)
}

/** Blanks are places, not text: a run is cut where there is more than one. */
function wordsOf(run) {
  return [...run.text.matchAll(/\S+(?: \S+)*/g)].map((match) => {
    const column = run.column + (run.script === 'wide' ? 2 : 1) * match.index
    const cells = [...match[0]].length * (run.script === 'wide' ? 2 : 1)
    return { ...run, text: match[0], column, cells }
  })
}

function svgOf(lines) {
  const width = PADDING * 2 + COLUMNS * CELL.width
  const height = BAR + PADDING * 2 + lines.length * CELL.height
  const lights = ['#e5707a', '#e0b45c', '#8cc570'].map(
    (colour, n) => `<circle cx="${PADDING + 6 + n * 20}" cy="${BAR / 2}" r="6" fill="${colour}"/>`,
  )
  const texts = lines.flatMap((line, row) => runsOf(line).map((run) => textOf(run, row)))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${height}" width="${round(width)}" height="${height}" role="img" aria-label="${escaped(options.title)}">
<rect width="100%" height="100%" rx="8" fill="${PAPER}"/>
<path d="M0 ${BAR}h${round(width)}" stroke="#2c313a"/>
${lights.join('')}
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', monospace" font-size="14" fill="${INK}">
<text x="50%" y="${BAR / 2 + 5}" text-anchor="middle" fill="${DIM}">${escaped(options.title)}</text>
${texts.join('\n')}
</g>
</svg>
`
}

function textOf({ text, column, cells, style: { colour, dim, bold } }, row) {
  const fill = dim ? DIM : colour
  const attributes = [
    `x="${round(PADDING + column * CELL.width)}"`,
    `y="${BAR + PADDING + row * CELL.height + 14}"`,
    `textLength="${round(cells * CELL.width)}"`,
    'lengthAdjust="spacingAndGlyphs"',
    ...(fill ? [`fill="${fill}"`] : []),
    ...(bold ? ['font-weight="bold"'] : []),
  ]
  return `<text ${attributes.join(' ')}>${escaped(text)}</text>`
}

function round(value) {
  return Number(value.toFixed(1))
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

const lines = screenOf(readFileSync(0, 'utf8').replace(/\n+$/, ''))
process.stdout.write(svgOf(lines))
