import { type Signal, signal } from '@preact/signals'
import { Problem, sitePath } from '../api.ts'
import { sendFile } from '../send-file.ts'
import { type FileRefusal, fileRefusal } from './file-refusal.ts'
import { siteDomain } from './sites.ts'

/** How far a file has come. */
export type FileState<Answer> =
  | { step: 'waiting' }
  | { step: 'unsent'; why: FileRefusal }
  | { step: 'refused'; problem: Problem }
  | { step: 'seen'; answer: Answer; problem?: Problem | undefined }
  | { step: 'stored'; answer: Answer; nth: number }
  | { step: 'undone'; answer: Answer }

/** `Manner`: how it is to be read, where somebody said so. */
export interface Dropped<Manner, Answer> {
  id: number
  site: string
  file: File
  manner: Signal<Manner>
  /** What was chosen of that, and not read by yet: what is seen is none of it. */
  unread: Signal<Manner>
  state: Signal<FileState<Answer>>
  /** 0–1, of its bytes that have left; undefined while none do. */
  share: Signal<number | undefined>
  /** Breaks off what is under way. */
  leave: AbortController
}

/** Where files of one kind go, and what is special about them. */
interface Intake<Manner, Answer> {
  /** Below the site; with `dry_run` the file is only looked at. */
  path: string
  /** What is known of a file before it is read. */
  knownAs?: (name: string) => Promise<Manner>
  /** What keeps a file from being sent; else what is no table of text, or larger than the API takes. */
  refusal?: (file: File) => Promise<FileRefusal | undefined>
  /** What its first look says of how it is to be read. */
  further?: (name: string, manner: Manner, answer: Answer) => Manner | undefined
  /** What was said, as an address has it. */
  texts: (manner: Manner, name: string) => Record<string, string>
  /** Whether of two files only the newer can be taken back, and what was seen of the one is old once the other stands. */
  isLike: (one: Answer, other: Answer) => boolean
  undo: (answer: Answer) => Promise<unknown>
  /** Asks again for what the page shows of them. */
  follow: () => void
}

/** Files of one kind that are given to the page: each is seen first, stored on a word, and can be taken back. */
export class DroppedFiles<Manner extends object, Answer> {
  /** In their order. */
  readonly list = signal<readonly Dropped<Manner, Answer>[]>([])
  readonly #intake: Intake<Manner, Answer>
  #given = 0
  #stored = 0
  #turn: Promise<void> = Promise.resolve()

  constructor(intake: Intake<Manner, Answer>) {
    this.#intake = intake
  }

  /** Takes files, and looks into one after the other. */
  add(some: Iterable<File>): void {
    const site = siteDomain.peek() ?? ''
    const added = [...some].map((file): Dropped<Manner, Answer> => {
      const manner = signal({} as Manner)
      const unread = signal({} as Manner)
      const state = signal<FileState<Answer>>({ step: 'waiting' })
      const share = signal<number>()
      const id = this.#given++
      return { id, site, file, manner, unread, state, share, leave: new AbortController() }
    })
    this.list.value = [...this.list.peek(), ...added]
    for (const one of added) this.#turn = this.#turn.then(() => this.#lookFirst(one))
  }

  drop({ id, leave }: Dropped<Manner, Answer>): void {
    leave.abort()
    this.list.value = this.list.peek().filter((one) => one.id !== id)
  }

  /** Says more of how it is to be read, once it is read again. */
  choose({ unread }: Dropped<Manner, Answer>, more: Manner): void {
    unread.value = { ...unread.peek(), ...more }
  }

  /** Reads it anew by what was chosen since, and with more said about it. */
  async lookAgain(dropped: Dropped<Manner, Answer>, more: Manner): Promise<void> {
    const { manner, unread } = dropped
    manner.value = withoutBlanks({ ...manner.peek(), ...unread.peek(), ...more })
    unread.value = {} as Manner
    await this.#look(dropped)
  }

  async #lookFirst(dropped: Dropped<Manner, Answer>): Promise<void> {
    const known = await this.#intake.knownAs?.(dropped.file.name)
    if (known) dropped.manner.value = known
    if (this.list.peek().includes(dropped)) await this.#look(dropped)
  }

  async #look(dropped: Dropped<Manner, Answer>): Promise<void> {
    const { file, manner, state } = dropped
    const why = await (this.#intake.refusal ?? fileRefusal)(file)
    if (why) {
      state.value = { step: 'unsent', why }
      return
    }
    const outcome = await this.#sent(dropped, { dry_run: 'true' })
    if (outcome === undefined) return
    if (outcome instanceof Problem) {
      state.value = { step: 'refused', problem: outcome }
      return
    }
    const more = this.#intake.further?.(file.name, manner.peek(), outcome)
    if (more) await this.lookAgain(dropped, more)
    else state.value = { step: 'seen', answer: outcome }
  }

  /** Stores it as it was seen. */
  async store(dropped: Dropped<Manner, Answer>): Promise<void> {
    const { state } = dropped
    const before = state.peek()
    if (before.step !== 'seen' || hasUnread(dropped)) return
    const outcome = await this.#sent(dropped, {})
    if (outcome === undefined) return
    if (outcome instanceof Problem) {
      state.value = { ...before, problem: outcome }
      return
    }
    state.value = { step: 'stored', answer: { ...before.answer, ...outcome }, nth: this.#stored++ }
    this.#intake.follow()
    this.#lookAtOthers(outcome)
  }

  /** What was seen of other files like it was true before this one stood. */
  #lookAtOthers(stored: Answer): void {
    for (const other of this.list.peek()) {
      const state = other.state.peek()
      if (state.step === 'seen' && this.#intake.isLike(state.answer, stored)) {
        void this.lookAgain(other, {} as Manner)
      }
    }
  }

  /** Whether no other file like it was stored here since: only the newest can be taken back. */
  isNewest({ answer, nth }: Extract<FileState<Answer>, { step: 'stored' }>): boolean {
    return this.list.value.every(({ state: { value: other } }) => {
      if (other.step !== 'stored' || other.nth <= nth) return true
      return !this.#intake.isLike(other.answer, answer)
    })
  }

  /** Takes the newest file of its kind back. */
  async undo({ state }: Dropped<Manner, Answer>): Promise<void> {
    const before = state.peek()
    if (before.step !== 'stored') return
    await this.#intake.undo(before.answer)
    state.value = { step: 'undone', answer: before.answer }
    this.#intake.follow()
  }

  /** What the API says to it; undefined where something newer was asked meanwhile. */
  async #sent(
    dropped: Dropped<Manner, Answer>,
    more: { dry_run?: 'true' },
  ): Promise<Answer | Problem | undefined> {
    const { site, file, manner, share } = dropped
    const { path, texts } = this.#intake
    dropped.leave.abort()
    const leave = new AbortController()
    const { signal } = leave
    dropped.leave = leave
    share.value = 0
    const onProgress = (sofar: number) => {
      if (!signal.aborted) share.value = sofar
    }
    const query = new URLSearchParams({ ...texts(manner.peek(), file.name), ...more })
    try {
      return await sendFile<Answer>(`${sitePath(site, path)}?${query}`, file, {
        onProgress,
        signal,
      })
    } catch (failure) {
      if (signal.aborted) return undefined
      if (failure instanceof Problem) return failure
      throw failure
    } finally {
      if (!signal.aborted) share.value = undefined
    }
  }
}

/** Whether more was chosen than what is seen was read by. */
export function hasUnread({ unread }: Pick<Dropped<object, unknown>, 'unread'>): boolean {
  return Object.keys(unread.value).length > 0
}

/** Leaves out of what was said whatever is blank, so that it is found out. */
function withoutBlanks<Manner extends object>(manner: Manner): Manner {
  const said = Object.entries(manner).filter(([, value]) => value !== '' && value !== undefined)
  return Object.fromEntries(said) as Manner
}

/** Which column is which field, and whether bad lines are left out, as an address has it. */
export function mannerTexts<Field extends string>({
  mapping,
  skip_bad,
}: {
  mapping?: Partial<Record<Field, string>> | undefined
  skip_bad?: boolean | undefined
}): Record<string, string> {
  return {
    ...(mapping && Object.keys(mapping).length > 0 && { mapping: JSON.stringify(mapping) }),
    ...(skip_bad && { skip_bad: 'true' }),
  }
}
