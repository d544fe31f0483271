export interface Palette {
  readonly paper: string
  readonly ink: string
  /** Text that may stand back. */
  readonly soft: string
  readonly rule: string
  readonly accent: string
  /** The empty part of a drawing. */
  readonly track: string
  readonly notice: string
  readonly noticeInk: string
  /** Behind rows that rest on an assumption. */
  readonly marked: string
}

/** Text contrasts with what is behind it by 4.5 to 1 at least, drawings by 3 to 1 (WCAG AA). */
export const LIGHT: Palette = {
  paper: '#ffffff',
  ink: '#1b1f24',
  soft: '#555e68',
  rule: '#d0d7de',
  accent: '#0a5bb5',
  track: '#e4e9ee',
  notice: '#fff1cc',
  noticeInk: '#5a3c00',
  marked: '#fff8e5',
}

export const DARK: Palette = {
  paper: '#14181d',
  ink: '#e6e9ec',
  soft: '#a7b1bb',
  rule: '#39424c',
  accent: '#7ab7ff',
  track: '#2a323a',
  notice: '#3d3010',
  noticeInk: '#ffe2a0',
  marked: '#2b2613',
}
