import type { notifications } from '../../texts/en/notifications.ts'

type Said = (typeof notifications)['said']

/** How a delivery says what went wrong, and the catalogue's sentence for each; the first that fits decides. */
const USUAL: readonly (readonly [RegExp, (text: Said, a: string, b: string) => string])[] = [
  [/^gave no answer in time$|timeout|ETIMEDOUT/iu, ({ late }) => late],
  [/^leads into a private network/u, (text) => text.private],
  [/TRIBUTARY_SMTP_URL is not set$/u, ({ noMail }) => noMail],
  [/^the way out was removed$/u, ({ removed }) => removed],
  [/^whoever has that address has not said yes/u, ({ unasked }) => unasked],
  [/^whoever has that address wants /u, ({ unwanted }) => unwanted],
  [/^cannot be opened: the key/u, ({ lost }) => lost],
  [/^getaddrinfo \w+ (\S+)$/u, (text, host) => text.unknown(host)],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/u, ({ refused }) => refused],
  [/^socket hang up$|ECONNRESET/u, ({ hungUp }) => hungUp],
  [/^the connection was closed$/u, ({ closed }) => closed],
  [/^answered (\d+)$/u, (text, status) => text.answered(status)],
  [/^answered (\w+ ?-?\d+): (.*)$/su, (text, status, what) => text.answeredWith(status, what)],
]

/** What became of a try, in the reader's language where it is one of the usual; as it was said else. */
export function deliveryWords(detail: string, text: Said): string {
  for (const [usual, sentence] of USUAL) {
    const found = usual.exec(detail)
    if (found) return sentence(text, found[1] ?? '', found[2] ?? '')
  }
  return detail
}
