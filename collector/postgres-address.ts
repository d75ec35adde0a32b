/** Where a PostgreSQL is, out of one URL: `postgres://user:password@host:5432/database?sslmode=require`. It is shown without its password. */
export class PostgresAddress {
  /** As it was given, for the client alone. */
  readonly url: string

  private constructor(url: string) {
    this.url = url
  }

  /** Undefined for what is none. */
  static parse(text: string): PostgresAddress | undefined {
    const url = URL.canParse(text) ? new URL(text) : undefined
    const isPostgres = url?.protocol === 'postgres:' || url?.protocol === 'postgresql:'
    return isPostgres && url.pathname.length > 1 ? new PostgresAddress(text) : undefined
  }

  toString(): string {
    const url = new URL(this.url)
    if (url.password !== '') url.password = '…'
    url.search = ''
    return decodeURI(url.href)
  }

  toJSON(): string {
    return this.toString()
  }
}
