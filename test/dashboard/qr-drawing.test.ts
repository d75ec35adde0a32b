import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { qrDrawing, qrFile } from '../../dashboard/blocks/downloads/qr-drawing.ts'

const TEXT = 'https://t.example/l/poster'

test('every dark module is drawn once where it stands, inside of a quiet border', () => {
  const { size, path } = qrDrawing(TEXT)
  const drawn = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/gu)].map(([, x, y]) => `${x} ${y}`)
  const { data } = encode(TEXT, { ecc: 'M', border: 2 })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x} ${y}`] : [])))
  expect(drawn).toEqual(dark)
  expect(size).toBe(data.length)
  expect(drawn.every((place) => place.split(' ').every((at) => +at >= 2 && +at < size - 2))).toBe(
    true,
  )
})

test('its file is a picture by itself, dark on white', () => {
  const file = qrFile({ size: 4, path: 'M1 1h1v1h-1z' })
  expect(file).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 4 4"/u)
  expect(file).toContain('fill="#fff"')
  expect(file).toContain('<path d="M1 1h1v1h-1z" fill="#000"/>')
})
