/** What kind of place a source is; decides the channel of an untagged visit. */
export type SourceClass = 'search' | 'social' | 'video' | 'shopping' | 'email' | 'ai'

/** Name of a source → its hosts (or packages, or spellings), separated by blanks. */
export type SourceTable = Readonly<Record<string, string>>

/** Lower-case every entry beside its name: 'bing' from `bing: 'cn.bing.com m.bing.com'`. */
export function entriesOf(table: SourceTable): [entry: string, name: string][] {
  return Object.entries(table).flatMap(([name, hosts]) =>
    hosts
      .split(/\s+/)
      .filter(Boolean)
      .map((host): [string, string] => [host.toLowerCase(), name]),
  )
}
