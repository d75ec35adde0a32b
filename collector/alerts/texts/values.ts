import type { ValueForm } from '../../alert-signals.ts'
import type { Texts } from './words.ts'

export interface Written {
  texts: Texts
  currency: string
  timezone: string
}

/** A value as people write it: 0.0525 as 5.25 %, 90 s as 1:30. */
export function valueText(form: ValueForm, value: number, { texts, currency }: Written): string {
  const number = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(texts.locale, options).format(value)
  switch (form) {
    case 'share':
      return number({ style: 'percent', maximumFractionDigits: 2 })
    case 'money':
      return number({ style: 'currency', currency })
    case 'seconds':
      return clock(value)
    case 'percent':
      return `${number({ maximumFractionDigits: 0 })}%`
    default:
      return number({ maximumFractionDigits: 2 })
  }
}

function clock(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** A change: of shares points, of all others a part. */
export function changeText(form: ValueForm, change: number, { texts }: Written): string {
  const format = (value: number, style: 'decimal' | 'percent') =>
    new Intl.NumberFormat(texts.locale, { style, maximumFractionDigits: 2 }).format(value)
  return form === 'share'
    ? texts.points(format(100 * change, 'decimal'))
    : format(change, 'percent')
}

interface Stretch {
  per: 'hour' | 'day' | 'week'
  /** Epoch ms. */
  from: number
  to: number
}

/** `in the hour 14:00–15:00 on 30 Nov` */
export function stretchText({ per, from, to }: Stretch, { texts, timezone }: Written): string {
  const day = { timeZone: timezone, day: 'numeric', month: 'short' } as const
  const on = (at: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(texts.locale, options).format(at)
  if (per === 'day') return texts.on.day(on(from, { ...day, weekday: 'short' }))
  if (per === 'week') return texts.on.week(on(from, day), on(to - 1, day))
  const time = { timeZone: timezone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return texts.on.hour(on(from, day), on(from, time), on(to, time))
}
