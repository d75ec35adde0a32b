import Database from 'better-sqlite3'

export type Connection = Database.Database

/**
 * Opens the data file. Writers: WAL with `synchronous=FULL`, so that a commit that returned survives a
 * power cut. Readers see a snapshot and never wait for the writer.
 * `patience`: ms to wait for others, also while it is opened.
 * Errors: better-sqlite3's SqliteError with its code (SQLITE_CANTOPEN, SQLITE_NOTADB, …).
 */
export function openDatabase(
  path: string,
  { readonly = false, patience = 10_000 }: { readonly?: boolean; patience?: number } = {},
): Connection {
  const db = new Database(path, { readonly, timeout: patience })
  if (readonly) {
    db.pragma('query_only = on')
    db.pragma('cache_size = -65536')
    db.pragma('mmap_size = 1073741824')
    return db
  }
  db.pragma('journal_mode = wal')
  db.pragma('synchronous = full')
  db.pragma('cache_size = -32768')
  // Rows that are moved within the file leave no copy where they lay: what is erased later must not be found there.
  db.pragma('secure_delete = fast')
  // A checkpoint every 16 MiB: fewer stalls under load than the default 4 MiB, still a small log file.
  db.pragma('wal_autocheckpoint = 4000')
  return db
}
