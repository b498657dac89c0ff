/**
 * Makes resources/reference/districts.json and villages.json anew from the npm package idn-area-data (ODbL,
 * see NOTICE): `node .ci/reference-data.ts`. To serve another city, add its code to `tenants`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** After Kepmendagri 300.2.2-2138/2025. */
const source = 'idn-area-data@4.0.1'
/** Kota Bogor and Kota Surakarta. */
const tenants = ['32.71', '33.72']

type Area = { readonly code: string; readonly name: string }

const target = resolve(import.meta.dirname, '../resources/reference')
const folder = mkdtempSync(join(tmpdir(), 'solid-loket-reference-'))
try {
  execFileSync('npm', ['pack', source, '--silent'], { cwd: folder, shell: process.platform === 'win32' })
  execFileSync('tar', ['xzf', `${source.replace('@', '-')}.tgz`], { cwd: folder })
  const districts = areas('districts')
  const names = new Map(
    [...areas('provinces'), ...areas('regencies'), ...districts].map((area) => [area.code, area]),
  )
  const above = (code: string): Area => {
    const area = names.get(code)
    if (area === undefined) throw new Error(`${source} has no area ${code}`)
    return { code: plain(area.code), name: area.name }
  }
  const villages = areas('villages')
    .filter(({ code }) => tenants.includes(code.slice(0, 5)))
    .map(({ code, name }) => ({
      code: plain(code),
      name,
      district: above(code.slice(0, 8)),
      regency: above(code.slice(0, 5)),
      province: above(code.slice(0, 2)),
    }))
  write('districts', districts.map(({ code }) => plain(code)).sort())
  write('villages', villages)
} finally {
  rmSync(folder, { recursive: true })
}

/**
 * Reads a table whose first column is the code and whose last is the name, in quotes where it has a comma.
 */
function areas(table: string): Area[] {
  const [, ...lines] = readFileSync(join(folder, `package/data/${table}.csv`), 'utf8')
    .trim()
    .split(/\r?\n/)
  return lines.map((line) => {
    const [, code, quoted, bare] = /^([\d.]+),(?:[\d.]+,)?(?:"(.+)"|([^,"]+))$/.exec(line) ?? []
    const name = quoted?.replaceAll('""', '"') ?? bare
    if (code === undefined || name === undefined)
      throw new Error(`${source}, ${table}: cannot read "${line}"`)
    return { code, name }
  })
}

/** `32.71.03` as it stands in a NIK: `327103`. */
function plain(code: string): string {
  return code.replaceAll('.', '')
}

/** One element a line, so that a new edition shows in a comparison what has changed. */
function write(name: string, elements: readonly unknown[]): void {
  const lines = elements.map((element) => JSON.stringify(element)).join(',\n')
  writeFileSync(join(target, `${name}.json`), `[\n${lines}\n]\n`)
}
