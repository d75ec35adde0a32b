import { failureOf } from '../failure.ts'
import { isStorageFailure } from './desk.ts'
import type { FromThread } from './messages.ts'
import type { EventWriter } from './visits/writer.ts'

/** The store, telling of commits that fail for the file's sake, and of the first that succeeds after them. */
export function watched(store: EventWriter, say: (message: FromThread) => void): EventWriter {
  let failing = false
  return {
    ...store,
    commit(work) {
      try {
        const answer = store.commit(work)
        if (failing) say({ storage: null })
        failing = false
        return answer
      } catch (error) {
        if (isStorageFailure(error)) {
          failing = true
          say({ storage: failureOf(error) })
        }
        throw error
      }
    },
  }
}
