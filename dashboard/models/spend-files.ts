import { type Signal, signal } from '@preact/signals'
import type { SpendAnswer } from '../../collector/reports/spend-file.ts'
import type { Field } from '../../collector/spend/columns.ts'
import { Problem, sitePath } from '../api.ts'
import { sendFile } from '../send-file.ts'
import { type FileRefusal, fileRefusal } from './file-refusal.ts'
import { refreshAll } from './resource.ts'
import { loadSites, siteDomain } from './sites.ts'
import { imports, undoImport } from './spend.ts'

export type { SpendAnswer }

/** How a file is to be read, where somebody said so. */
export interface Manner {
  import?: string
  platform?: string
  date_order?: string
  currency?: string
  source?: string
  medium?: string
  mapping?: Partial<Record<Field, string>>
  skip_bad?: boolean
}

/** How far a file has come. */
export type FileState =
  | { step: 'waiting' }
  | { step: 'unsent'; why: FileRefusal }
  | { step: 'refused'; problem: Problem }
  | { step: 'seen'; answer: SpendAnswer; problem?: Problem | undefined }
  | { step: 'stored'; answer: SpendAnswer; nth: number }
  | { step: 'undone'; answer: SpendAnswer }

export interface DroppedFile {
  id: number
  site: string
  file: File
  manner: Signal<Manner>
  state: Signal<FileState>
  /** 0–1, of its bytes that have left; undefined while none do. */
  share: Signal<number | undefined>
  /** Breaks off what is under way. */
  leave: AbortController
}

/** The files that were given to the page, in their order. */
export const files = signal<readonly DroppedFile[]>([])

let given = 0
let stored = 0
let turn: Promise<void> = Promise.resolve()

/** Takes files, and looks into one after the other. */
export function addFiles(some: Iterable<File>): void {
  const site = siteDomain.peek() ?? ''
  const added = [...some].map((file): DroppedFile => {
    const manner = signal(knownAs(file.name))
    const state = signal<FileState>({ step: 'waiting' })
    const share = signal<number>()
    return { id: given++, site, file, manner, state, share, leave: new AbortController() }
  })
  files.value = [...files.peek(), ...added]
  for (const one of added) turn = turn.then(() => look(one))
}

export function dropFile({ id, leave }: DroppedFile): void {
  leave.abort()
  files.value = files.peek().filter((one) => one.id !== id)
}

/** Reads it anew with more said about it. */
export async function lookAgain(dropped: DroppedFile, more: Manner): Promise<void> {
  dropped.manner.value = withoutBlanks({ ...dropped.manner.peek(), ...more })
  await look(dropped)
}

/** Leaves out of what was said whatever is blank, so that it is found out. */
function withoutBlanks(manner: Manner): Manner {
  const said = Object.entries(manner).filter(([, value]) => value !== '' && value !== undefined)
  return Object.fromEntries(said)
}

async function look(dropped: DroppedFile): Promise<void> {
  const { file, state } = dropped
  const why = await fileRefusal(file)
  if (why) {
    state.value = { step: 'unsent', why }
    return
  }
  const outcome = await sent(dropped, { dry_run: 'true' })
  if (outcome === undefined) return
  if (outcome instanceof Problem) state.value = { step: 'refused', problem: outcome }
  else if (isNameless(dropped, outcome)) await lookAgain(dropped, { import: nameOf(file.name) })
  else state.value = { step: 'seen', answer: outcome }
}

/** Tables of one's own are told apart by their files' names: a second one is not to take the first one's days. */
function isNameless({ manner }: DroppedFile, { platform }: SpendAnswer): boolean {
  return platform === 'generic' && manner.peek().import === undefined
}

/** A file whose columns somebody explained before is read as then. */
function knownAs(file: string): Manner {
  const name = nameOf(file)
  const isKnown = imports.data.peek()?.some((one) => one.name === name)
  return isKnown ? { import: name } : {}
}

/** `influencers_2026-09 (1).csv` is of the import `influencers`: what changes from file to file does not count. */
export function nameOf(file: string): string {
  const name = file
    .replace(/\.[a-z]{2,4}$/iu, '')
    .replace(/[\d()[\]]+/gu, ' ')
    .replace(/[\s_.\-–,]+/gu, ' ')
    .trim()
  return name.slice(0, 120) || 'generic'
}

/** Stores it as it was seen. */
export async function storeFile(dropped: DroppedFile): Promise<void> {
  const { state } = dropped
  const before = state.peek()
  if (before.step !== 'seen') return
  const outcome = await sent(dropped, {})
  if (outcome === undefined) return
  if (outcome instanceof Problem) state.value = { ...before, problem: outcome }
  else {
    state.value = { step: 'stored', answer: { ...before.answer, ...outcome }, nth: stored++ }
    followChange()
    lookAtOthers(outcome.import)
  }
}

/** What was seen of other files of the import was true before this one stood. */
function lookAtOthers(name: string): void {
  for (const other of files.peek()) {
    const state = other.state.peek()
    if (state.step === 'seen' && state.answer.import === name) void lookAgain(other, {})
  }
}

/** Whether no other file of its import was stored here since: only the newest can be taken back. */
export function isNewest({ answer, nth }: Extract<FileState, { step: 'stored' }>): boolean {
  return files.value.every(({ state: { value: other } }) => {
    return other.step !== 'stored' || other.answer.import !== answer.import || other.nth <= nth
  })
}

/** Takes the newest file of its import back. */
export async function undoFile({ state }: DroppedFile): Promise<void> {
  const before = state.peek()
  if (before.step !== 'stored') return
  await undoImport(before.answer.import, before.answer.file)
  state.value = { step: 'undone', answer: before.answer }
  followChange()
}

/** Asks again for what the page shows of spend. */
export function followChange(): void {
  imports.ask()
  // Whether the site has spend at all.
  void loadSites()
  refreshAll()
}

/** What the API says to it; undefined where something newer was asked meanwhile. */
async function sent(
  dropped: DroppedFile,
  more: { dry_run?: 'true' },
): Promise<SpendAnswer | Problem | undefined> {
  const { site, file, manner, share } = dropped
  dropped.leave.abort()
  const leave = new AbortController()
  const { signal } = leave
  dropped.leave = leave
  share.value = 0
  const onProgress = (sofar: number) => {
    if (!signal.aborted) share.value = sofar
  }
  const query = new URLSearchParams({ ...texts(manner.peek()), ...more })
  try {
    const path = `${sitePath(site, 'spend')}?${query}`
    return await sendFile<SpendAnswer>(path, file, { onProgress, signal })
  } catch (failure) {
    if (signal.aborted) return undefined
    if (failure instanceof Problem) return failure
    throw failure
  } finally {
    if (!signal.aborted) share.value = undefined
  }
}

/** What was said, as an address has it. */
function texts({ mapping, skip_bad, ...rest }: Manner): Record<string, string> {
  return {
    ...rest,
    ...(mapping && Object.keys(mapping).length > 0 && { mapping: JSON.stringify(mapping) }),
    ...(skip_bad && { skip_bad: 'true' }),
  }
}
