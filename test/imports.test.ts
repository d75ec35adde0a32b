import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Room } from './room.ts'
import { PURE, ROOMS } from './rooms.ts'

interface Import {
  from: string
  to: string
  type: boolean
}

const FOLDERS = ['experiments', 'tracker', 'collector', 'dashboard', 'packages']
/** As Biome writes them: `import type { A } from './a.ts'`, `import './a.ts'`, `await import('./a.ts')`. */
const NAMED = /^(?:import|export) (?:([^'";]*?) from )?'(\.[^']+)'/gm
const ASKED = /\bimport\('(\.[^']+)'\)/g

function importsOf(from: string): Import[] {
  const source = readFileSync(from, 'utf8')
  const at = (specifier: string) => join(dirname(from), specifier)
  return [
    ...[...source.matchAll(NAMED)].map(([, what = '', specifier = '']) => ({
      from,
      to: at(specifier),
      type: isOfTypes(what),
    })),
    ...[...source.matchAll(ASKED)].map(([, specifier = '']) => ({
      from,
      to: at(specifier),
      type: false,
    })),
  ]
}

/** `type A`, `type { A, B }`, `{ type A, type B }` */
function isOfTypes(what: string): boolean {
  if (what.startsWith('type ')) return true
  const [, list] = /^\{([^}]*)\}$/s.exec(what) ?? []
  return list?.split(',').every((name) => /^\s*(?:type\s|$)/.test(name)) ?? false
}

const LISTED = Object.entries(ROOMS)

function roomOf(path: string): string | undefined {
  const fits = (of: string) => (of.endsWith('/') ? path.startsWith(of) : path === of)
  return LISTED.find(([, { of }]) => of.some(fits))?.[0]
}

/** The rooms on both sides of an import that may not be; undefined of one that may. */
function wrong(one: Import): string | undefined {
  const [own = 'nowhere', other = 'nowhere'] = [roomOf(one.from), roomOf(one.to)]
  const room = ROOMS[own] ?? { of: [], may: [] }
  const fine = own === other ? !isApart(room.apart, one) : mayImport(room, other, one)
  return fine ? undefined : `${own} → ${other}`
}

function mayImport({ may, types = [] }: Room, other: string, { from, to, type }: Import): boolean {
  if (may.includes(other) || (type && types.includes(other))) return true
  if (!from.startsWith('dashboard/')) return false
  return PURE.includes(other) || (type && to.startsWith('collector/'))
}

function isApart(apart: Room['apart'], { from, to }: Import): boolean {
  if (apart === 'folders') return dirname(from) !== dirname(to)
  return apart === 'files' && from !== to
}

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.d)\.(?:ts|tsx|mts|mjs)$/.test(name))
    .map((name) => join(folder, name)),
)
const imports = sources.flatMap(importsOf)

test('every import is found', () => {
  expect(imports.length).toBeGreaterThan(1_500)
  expect(imports).toContainEqual({
    from: 'collector/reports/run/run.ts',
    to: 'collector/reports/registry.ts',
    type: false,
  })
})

test('imports run one way, from room to room', () => {
  const found = new Map<string, string[]>()
  for (const one of imports) {
    const edge = wrong(one)
    const line = `  ${one.from} → ${one.type ? 'type of ' : ''}${one.to}`
    if (edge !== undefined) found.set(edge, [...(found.get(edge) ?? []), line])
  }
  const wrongWay = [...found].flatMap(([edge, list]) => [edge, ...list])
  expect(wrongWay, wrongWay.join('\n')).toEqual([])
})
