import { setPriority } from 'node:os'
import { openDatabase } from './open.ts'
import { quickCheck } from './quick-check.ts'

/** A process of its own for a file that takes long to read: all else goes first. Says `ok`, or what is wrong. */
setPriority(19)
const db = openDatabase(process.argv[2] ?? '', { readonly: true })
process.send?.(quickCheck(db), () => process.disconnect())
