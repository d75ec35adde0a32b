import { SqliteDialect, type SqliteQueryCompiler } from 'kysely'
import { SharingCompiler } from '../shared-parameters.ts'

class AtNames extends SharingCompiler {
  protected override written(name: string): string {
    return `@${name}`
  }
}

/** SQLite, its statements with the parameters `p0`, `p1`, … */
export class SharingDialect extends SqliteDialect {
  override createQueryCompiler(): SqliteQueryCompiler {
    return new AtNames()
  }
}
