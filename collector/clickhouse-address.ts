/** Where a ClickHouse is, out of one URL: `https://user:password@host:8443/database`. It is shown without its password. */
export class ClickHouseAddress {
  /** `https://host:8443`. */
  readonly origin: string
  readonly username: string
  readonly password: string
  readonly database: string

  private constructor(url: URL) {
    this.origin = url.origin
    this.username = decodeURIComponent(url.username) || 'default'
    this.password = decodeURIComponent(url.password)
    this.database = decodeURIComponent(url.pathname.slice(1)) || 'default'
  }

  /** Undefined for what is none. The database's name is a word. */
  static parse(text: string): ClickHouseAddress | undefined {
    const url = URL.canParse(text) ? new URL(text) : undefined
    const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
    if (!url || !isWeb || url.search !== '' || url.hash !== '') return undefined
    const address = new ClickHouseAddress(url)
    return /^\w+$/u.test(address.database) ? address : undefined
  }

  toString(): string {
    const { origin, username, password, database } = this
    const secret = password === '' ? '' : ':…'
    return `${origin.replace('//', `//${encodeURIComponent(username)}${secret}@`)}/${database}`
  }

  toJSON(): string {
    return this.toString()
  }
}
