/** The cells of the table with this caption, row by row, without its head. */
export function tableIn(html: string, caption: string): string[][] {
  const start = html.indexOf(`<caption>${caption}</caption>`)
  if (start < 0) throw new Error(`no table ${caption}`)
  const table = html.slice(start, html.indexOf('</table>', start))
  const body = table.slice(table.indexOf('<tbody>'))
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, cell = '']) => cell),
  )
}

export function numbersIn(cells: readonly string[]): number[] {
  return cells.map((cell) =>
    cell === '·' ? 0 : Number(cell.replaceAll(/[,+]/g, '').replace('−', '-')),
  )
}

/** Elements that are left open, or that end without having begun. */
export function openIn(html: string): string[] {
  const open: string[] = []
  const markup = html.replace(/<!doctype html>|<meta [^>]*>|<style>.*<\/style>/gs, '')
  for (const [, end, name = ''] of markup.matchAll(/<(\/?)([a-z0-9]+)/g)) {
    if (end === '') open.push(name)
    else if (open.at(-1) === name) open.pop()
    else return [...open, `/${name}`]
  }
  return open
}

/** All that a page says, without its markup; attributes that are read aloud are part of it. */
export function saidIn(html: string): string {
  const body = html.slice(html.indexOf('</style>'))
  const aloud = [...body.matchAll(/aria-label="([^"]*)"/g)].map(([, label = '']) => label)
  return [body.replaceAll(/<[^>]*>/g, '\n'), ...aloud]
    .join('\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
