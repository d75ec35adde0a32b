import { z } from 'zod'

/** A flag of an address: `skip_bad=true`, `skip_bad=1`, `skip_bad`. */
export const Flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0', ''])])
  .default(false)
  .transform((value) => value !== false && value !== 'false' && value !== '0')
