const CLOCK = { h: 'h ', m: 'm', s: 's', gap: ' ' }
/** Shorter than what Intl has for Chinese, which would not fit a tile. */
const CLOCK_ZH = { h: '时', m: '分', s: '秒', gap: '' }

/** `8s`, `2m 05s`, `1h 02m`; in Chinese `2分05秒`. */
export function duration(seconds: number, language: string): string {
  const { h, m, s, gap } = language.startsWith('zh') ? CLOCK_ZH : CLOCK
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}${s}`
  if (whole < 3600) return `${Math.floor(whole / 60)}${m}${gap}${padded(whole % 60)}${s}`
  return `${Math.floor(whole / 3600)}${h}${padded(Math.floor((whole % 3600) / 60))}${m}`
}

function padded(value: number): string {
  return String(value).padStart(2, '0')
}
