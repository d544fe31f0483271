import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFaces } from './faces.ts'
import { type Folder, readFolder } from './folder.ts'
import { registerByMeaning } from './folder-meaning.ts'

const UPDATE = process.env['UPDATE'] === 'conformance' && !process.env['CI']
const MADE = /^(compiled-policy\..*\.json|month\.sql|register\.csv|explanation\..*)$/

const names = readdirSync(import.meta.dirname).filter((name) =>
  existsSync(join(import.meta.dirname, name, 'run.yaml')),
)

describe.each(names)('conformance/%s', (name) => {
  const folder = readFolder(name)

  it('has the faces that its facts and policy give', async () => {
    const faces = await makeFaces(folder)
    if (UPDATE) rewrite(folder, faces)
    expect(facesIn(folder)).toEqual([...faces.keys()].toSorted())
    for (const [face, content] of faces) {
      expect(content, face).toBe(readFileSync(join(folder.path, face), 'utf8'))
    }
  })

  it('has the register that the meaning gives', async () => {
    expect(readFileSync(join(folder.path, 'register.csv'), 'utf8')).toBe(
      await registerByMeaning(folder),
    )
  })
})

describe('the worked example of how a star is assessed', () => {
  it.each([
    'steady,2020-04,129,10,0,139,0,0,,,unrated',
    'steady,2020-08,645,50,0,695,1,1,2020-08,2021-07,awarded',
    'steady,2020-11,1032,80,0,1112,2,2,2020-11,2021-10,rose',
    'steady,2021-02,1419,110,0,1529,3,3,2021-02,2022-01,rose',
    'steady,2021-03,1548,120,-10,1658,3,3,2021-02,2022-01,kept',
    'steady,2021-04,1548,130,-10,1668,3,3,2021-02,2022-01,kept',
  ])('comes out to the digit: %s', (row) => {
    const register = readFileSync(join(import.meta.dirname, 'worked-example/register.csv'), 'utf8')
    expect(register.split('\n')).toContain(row)
  })
})

function facesIn({ path }: Folder): string[] {
  return readdirSync(path)
    .filter((name) => MADE.test(name))
    .toSorted()
}

function rewrite(folder: Folder, faces: ReadonlyMap<string, string>): void {
  for (const face of facesIn(folder)) rmSync(join(folder.path, face))
  for (const [face, content] of faces) writeFileSync(join(folder.path, face), content)
}
