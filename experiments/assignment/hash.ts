const OFFSET = 0x811c9dc5
const PRIME = 0x01000193

/**
 * FNV-1a, 32 bits, over UTF-16 code units: the public GrowthBook scheme hashes those, not bytes.
 * Answers an unsigned integer. Source: http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fnv1a(text: string): number {
  let hash = OFFSET
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME)
  return hash >>> 0
}

/**
 * Where a unit falls, in [0, 1) by steps of 1/10,000; the same for ever for the same seed and id.
 * Hashed twice, because one round of FNV-1a leaves ids that differ in the last character close together.
 *
 *   bucket('hero', 'unit-1')    fnv1a('herounit-1') = 1268448785, fnv1a('1268448785') = 3184033178, …3178 → 0.3178
 */
export function bucket(seed: string, id: string): number {
  return (fnv1a(String(fnv1a(seed + id))) % 10_000) / 10_000
}
