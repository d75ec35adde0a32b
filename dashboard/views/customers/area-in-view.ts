import type { AccountRow } from '../../models/accounts.ts'
import { showOptions, view } from '../../models/view.ts'
import type { MapLayout } from './map-layout.ts'

type Bounds = readonly [from: number, to: number]

/** Accounts of a part of the map: by health, and by what goes upwards there. Both bounds belong to it. */
export interface Area {
  health: Bounds
  by: MapLayout['by']
  value: Bounds
}

const HEALTH = 'health'
const UPWARDS = ['mrr', 'people'] as const satisfies MapLayout['by'][]

/** `health=0-50&mrr=100-2000` of the address. */
export function areaInView(): Area | undefined {
  const { options } = view.value
  const by = UPWARDS.find((one) => options[one] !== undefined)
  const [health, value] = [boundsIn(options[HEALTH]), by && boundsIn(options[by])]
  return by && health && value && { health, by, value }
}

export function showArea(area: Area | undefined): void {
  const none = { [HEALTH]: undefined, mrr: undefined, people: undefined }
  showOptions(area ? { ...none, [HEALTH]: told(area.health), [area.by]: told(area.value) } : none)
}

export function isInside(row: AccountRow, { health, by, value }: Area): boolean {
  return row.health !== null && isWithin(row.health, health) && isWithin(row[by], value)
}

function isWithin(value: number, [from, to]: Bounds): boolean {
  return from <= value && value <= to
}

function boundsIn(text: string | undefined): Bounds | undefined {
  const [, from, to] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/u.exec(text ?? '') ?? []
  return from === undefined || to === undefined ? undefined : [Number(from), Number(to)]
}

/** Finer than any hand draws: 3.41, 1250. */
function told([from, to]: Bounds): string {
  return `${rounded(from)}-${rounded(to)}`
}

function rounded(value: number): number {
  return Number(value.toFixed(value < 100 ? 2 : 0))
}
