import { isMailAddress } from './mail-address.ts'

/** How much of the way to the mail server must be encrypted. */
type Tls = 'always' | 'if_offered'

/** Far from everybody else's ears. */
const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u

/**
 * A mail server out of one URL: `smtps://user:password@host:465?from=growth@example.com`, `smtp:` for one that begins in clear
 * (port 587). It is shown without its password.
 */
export class SmtpAddress {
  readonly host: string
  readonly port: number
  /** TLS from the first byte on. */
  readonly secure: boolean
  /** Of what begins in clear. */
  readonly tls: Tls
  readonly user: string
  readonly password: string
  /** The sender's address. */
  readonly from: string

  private constructor(url: URL) {
    this.host = url.hostname
    this.secure = url.protocol === 'smtps:'
    this.port = Number(url.port) || (this.secure ? 465 : 587)
    this.user = decodeURIComponent(url.username)
    this.password = decodeURIComponent(url.password)
    this.from = url.searchParams.get('from') ?? this.user
    const said = url.searchParams.get('tls')
    const open = said === null ? this.user === '' || LOCAL.test(this.host) : said === 'if_offered'
    this.tls = open ? 'if_offered' : 'always'
  }

  /** Undefined for what is none, and for one that says no sender: `from`, or a user that is an address. */
  static parse(text: string): SmtpAddress | undefined {
    const url = URL.canParse(text) ? new URL(text) : undefined
    const isSmtp = url?.protocol === 'smtp:' || url?.protocol === 'smtps:'
    if (!url || !isSmtp || url.hostname === '' || !/^\/?$/u.test(url.pathname)) return undefined
    const unknown = [...url.searchParams.keys()].some((key) => key !== 'from' && key !== 'tls')
    if (unknown || !/^(?:always|if_offered)?$/u.test(url.searchParams.get('tls') ?? ''))
      return undefined
    const address = read(() => new SmtpAddress(url))
    return address && isMailAddress(address.from) ? address : undefined
  }

  toString(): string {
    const { host, port, secure, user, password, from } = this
    const secret = password === '' ? '' : ':…'
    const who = user === '' ? '' : `${encodeURIComponent(user)}${secret}@`
    return `${secure ? 'smtps' : 'smtp'}://${who}${host}:${port}?from=${from}`
  }

  toJSON(): string {
    return this.toString()
  }
}

/** A percent sign that begins no escape makes of it nothing. */
function read(make: () => SmtpAddress): SmtpAddress | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}
