import { z } from 'zod'
import { isReport, reports } from '../registry.ts'

/** The fields of the objects in a list, or the list's own name where it is one of texts; undefined for anything else. */
function columnsIn([name, schema]: [string, unknown]): string[] | undefined {
  const list = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  if (!(list instanceof z.ZodArray)) return undefined
  if (list.element instanceof z.ZodString) return [name]
  return list.element instanceof z.ZodObject ? Object.keys(list.element.shape) : undefined
}

/** The first list in a report's answer: what its CSV is made of when it is empty. */
function tableOf(name: keyof typeof reports): string[] {
  const fields: Record<string, unknown> = reports[name].answer.shape
  const tables = [['rows', fields.rows] as const, ...Object.entries(fields)].flatMap((field) => {
    const columns = columnsIn([...field])
    return columns ? [columns] : []
  })
  return tables[0] ?? []
}

function texts(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String) : []
}

/** The columns that a report's table has, whether or not it has a row: the request's own, or those of its answer. */
export function columnsOf(name: string, request: Record<string, unknown>): string[] {
  if (!isReport(name)) return []
  if (name !== 'stats') return tableOf(name)
  const { dimensions, metrics, compare } = request
  const own = [...texts(dimensions), ...texts(metrics)]
  const moments = texts(dimensions).filter((dimension) => dimension.startsWith('time:'))
  const beside = [...moments, ...texts(metrics)].map((column) => `${column}_compared`)
  return compare ? [...own, ...beside] : own
}
