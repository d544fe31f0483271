import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** A file as it is sent; compressed forms only where they are smaller. */
export interface BuiltFile {
  readonly type: string
  readonly etag: string
  /** Its name has a digest: it never changes. */
  readonly lasting: boolean
  readonly plain: Buffer
  readonly gzip: Buffer | null
  readonly br: Buffer | null
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

/** All files of a build, by the path they are asked for: `/`, `/desk`, `/assets/…`. */
export function builtFiles(folder: string): Map<string, BuiltFile> {
  const files = new Map<string, BuiltFile>()
  if (!existsSync(folder)) return files
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !(extname(entry.name) in TYPES)) continue
    const file = join(entry.parentPath, entry.name)
    const path = relative(folder, file).split(sep).join('/')
    files.set(addressOf(path), fileOf(readFileSync(file), extname(path), path))
  }
  return files
}

export function fileOf(plain: Buffer, extension: string, path: string): BuiltFile {
  const { BROTLI_PARAM_QUALITY } = constants
  return {
    type: TYPES[extension] as string,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    lasting: path.startsWith('assets/'),
    plain,
    gzip: smaller(gzipSync(plain, { level: 9 }), plain),
    br: smaller(brotliCompressSync(plain, { params: { [BROTLI_PARAM_QUALITY]: 9 } }), plain),
  }
}

function addressOf(path: string): string {
  return `/${path}`.replace(/\/index\.html$/, '/').replace(/\.html$/, '')
}

function smaller(compressed: Buffer, plain: Buffer): Buffer | null {
  return compressed.length < plain.length * 0.9 ? compressed : null
}
