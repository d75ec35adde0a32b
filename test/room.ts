/** Files that import alike. */
export interface Room {
  /** Folders, with what lies below them, and single files; the first room that has a file is its. */
  of: readonly string[]
  /** Rooms that it may import, besides itself. */
  may: readonly string[]
  /** Rooms of which it may import types. */
  types?: readonly string[]
  /** Its files, or its folders, do not import one another. */
  apart?: 'files' | 'folders'
}
