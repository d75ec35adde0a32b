import type { Receipt } from '../../tracker/protocol.ts'
import { IN_PART, NOTHING, problemAnswer } from '../intake/answers.ts'
import type { IntakeAnswer } from '../intake/port.ts'
import { Refusal } from '../refusal.ts'

/** Refused lines that an answer lists. */
const MOST_LISTED = 10_000

/** Takes some lines durably. */
type TakeLines = (text: string) => Promise<IntakeAnswer>

/**
 * Lets slices of lines be taken one after the other and answers for all of them as for one: 202 with counts and the
 * refused lines' indexes, 400 when not one line was well-formed, or what kept the rest from being stored.
 */
export async function importLines(
  slices: AsyncIterable<string[]>,
  take: TakeLines,
): Promise<IntakeAnswer> {
  const sum = new Sum()
  try {
    for await (const lines of slices) {
      const answer = await take(lines.join('\n'))
      if (answer.status !== 202 && answer.status !== 400) return sum.cutShort(answer)
      sum.add(answer, lines.length)
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(error.status, `${error.message}; ${sum.stored}`)
  }
  return sum.answer()
}

type Rejected = Receipt['rejected'][number]

/** What a server's receipt may say beyond a page's. */
interface LongReceipt extends Receipt {
  /** Refused lines beyond those that are listed. */
  unlisted?: number
}

class Sum {
  readonly #receipt: LongReceipt = { accepted: 0, duplicate: 0, rejected: [] }
  #lines = 0
  #wellFormed = false

  add({ status, body }: IntakeAnswer, lines: number): void {
    const answer = JSON.parse(body)
    if (status === 202) {
      this.#wellFormed = true
      this.#receipt.accepted += answer.accepted
      this.#receipt.duplicate += answer.duplicate
      for (const one of answer.rejected) this.#reject(one)
    } else {
      for (const { path, message } of answer.errors)
        this.#reject({ index: indexOf(path), reason: message })
    }
    this.#lines += lines
  }

  #reject(one: Rejected): void {
    const { rejected, unlisted = 0 } = this.#receipt
    if (rejected.length < MOST_LISTED) rejected.push({ ...one, index: this.#lines + one.index })
    else this.#receipt.unlisted = unlisted + 1
  }

  answer(): IntakeAnswer {
    if (this.#wellFormed) return { status: 202, body: JSON.stringify(this.#receipt) }
    const errors = this.#receipt.rejected.map(({ index, reason }) => ({
      path: `events.${index}`,
      message: reason,
    }))
    const { unlisted } = this.#receipt
    return problemAnswer(400, 'no event is valid', { errors, unlisted })
  }

  get stored(): string {
    return this.#receipt.accepted + this.#receipt.duplicate > 0 ? IN_PART : NOTHING
  }

  /** The failure of a slice, said of the whole. */
  cutShort({ body, ...rest }: IntakeAnswer): IntakeAnswer {
    return { ...rest, body: body.replace(NOTHING, this.stored) }
  }
}

function indexOf(path: string): number {
  return Number(path.slice('events.'.length))
}
