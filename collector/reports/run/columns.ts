import { z } from 'zod'
import { flatNames } from '../../csv-columns.ts'
import { isReport, reports } from '../registry.ts'
import type { Report } from '../report.ts'

/** The fields of the objects in a list, or the list's own name where it is one of texts; undefined for anything else. */
function columnsIn([name, schema]: [string, unknown]): string[] | undefined {
  const list = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  if (!(list instanceof z.ZodArray)) return undefined
  if (list.element instanceof z.ZodString) return [name]
  return list.element instanceof z.ZodObject ? fieldsOf('', list.element.shape) : undefined
}

/** As `csv-columns.ts` writes them; how many columns a list has is for its rows to say. */
function fieldsOf(before: string, shape: Record<string, unknown>): string[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    if (schema instanceof z.ZodObject) return fieldsOf(`${before}${name}_`, schema.shape)
    if (name === 'values') return columnsIn([name, schema]) ?? []
    return flatNames(before + name)
  })
}

/** The list of an answer that a request is about, where that has several. */
export function tableAsked(request: Record<string, unknown>): string | undefined {
  const { breakdown, dimension } = request
  if (breakdown) return 'breakdown'
  return dimension ? 'by' : undefined
}

/** The list that is asked for, or the first in a report's answer: what its CSV is made of when it is empty. */
function tableOf(name: keyof typeof reports, asked = 'rows'): string[] {
  const fields: Record<string, unknown> = reports[name].answer.shape
  const tables = [[asked, fields[asked]] as const, ...Object.entries(fields)].flatMap((field) => {
    const columns = columnsIn([...field])
    return columns ? [columns] : []
  })
  return tables[0] ?? []
}

/** The rows of a report that makes a table of its own for CSV; undefined of one whose answer has it. */
export function ownTable(name: string, answer: unknown): readonly object[] | undefined {
  if (!isReport(name)) return undefined
  const { table } = reports[name] as Report<z.ZodType, z.ZodType>
  return table?.(answer)
}

function texts(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String) : []
}

/** The columns that a report's table has, whether or not it has a row: the request's own, or those of its answer. */
export function columnsOf(name: string, request: Record<string, unknown>): string[] {
  if (!isReport(name)) return []
  if (name === 'attribution') {
    const { dimension = 'channel' } = request
    return [String(dimension), ...tableOf(name).filter((column) => column !== 'models')]
  }
  if (name !== 'stats') return tableOf(name, tableAsked(request))
  const { dimensions, metrics, compare, compare_filters } = request
  const own = [...texts(dimensions), ...texts(metrics)]
  const moments = texts(dimensions).filter((dimension) => dimension.startsWith('time:'))
  const beside = [...moments, ...texts(metrics)].map((column) => `${column}_compared`)
  return compare || compare_filters ? [...own, ...beside] : own
}
