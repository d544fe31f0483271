import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/browser', import.meta.url))
/** Its own list has --single-process and --disable-web-security, which would hide faults. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Chromium and Chinese fonts out of npm packages, unpacked once; CHROMIUM names another one. Throws
 * where there is none for this machine.
 */
export async function launchBrowser(): Promise<Browser> {
  mkdirSync(CACHE, { recursive: true })
  const { executablePath, libraries } = await findChromium()
  return chromium.launch({
    executablePath,
    args: ARGUMENTS,
    env: {
      ...(process.env as Record<string, string>),
      FONTCONFIG_FILE: fontsFile(),
      ...(libraries === null ? {} : { LD_LIBRARY_PATH: libraries }),
    },
  })
}

async function findChromium(): Promise<{ executablePath: string; libraries: string | null }> {
  const named = process.env['CHROMIUM']
  if (named !== undefined) return { executablePath: named, libraries: null }
  if (process.platform !== 'linux') {
    throw new Error('The tests in a browser need Chromium: set CHROMIUM to its path.')
  }
  const { version } = JSON.parse(
    readFileSync(join(folderOf('@sparticuz/chromium'), 'package.json'), 'utf8'),
  )
  const folder = join(CACHE, `chromium-${version}`)
  mkdirSync(folder, { recursive: true })
  const executablePath = await unpacked(folder)
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']]
  return { executablePath, libraries: libraries.filter(Boolean).join(':') }
}

/** It unpacks into the system's folder for scratch, with its libraries where it thinks it is on Lambda. */
async function unpacked(folder: string): Promise<string> {
  const { TMPDIR } = process.env
  process.env['TMPDIR'] = folder
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x'
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    return await packed.executablePath()
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
  }
}

/** WOFF2 files would be found and drawn as boxes; these are OTF. */
function fontsFile(): string {
  const file = join(CACHE, 'fonts.conf')
  const fonts = join(folderOf('@embedpdf/fonts-sc'), 'fonts')
  const aliases = ['system-ui', 'sans-serif'].map(
    (name) =>
      `<alias binding="same"><family>${name}</family><prefer><family>Noto Sans Hans</family></prefer></alias>`,
  )
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${CACHE}</cachedir>${aliases.join('')}</fontconfig>`,
  )
  return file
}

function folderOf(name: string): string {
  let folder = dirname(createRequire(import.meta.url).resolve(name))
  while (!existsSync(join(folder, 'package.json')) || nameIn(folder) !== name) {
    folder = dirname(folder)
  }
  return folder
}

function nameIn(folder: string): string {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name
}
