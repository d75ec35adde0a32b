import type { IntakePort } from '../intake/port.ts'
import type { ImportPlace, MovingRow } from '../store/moving.ts'

interface Telling {
  leaving: Pick<IntakePort['leaving'], 'imports' | 'nextOfImport'>
  signal: AbortSignal
  /** Asks the other collector. */
  ask(deed: 'imports' | 'import', body: object): Promise<unknown>
}

/** Tells the other collector what it has not of a site's imported days: it knows how far it is. */
export async function tellImports(
  { site, id }: { site: number; id: string },
  { leaving, signal, ask }: Telling,
): Promise<void> {
  const files: MovingRow[] = await leaving.imports(site)
  const { places } = (await ask('imports', { id, files })) as { places: ImportPlace[] }
  for (const from of places) {
    let place: ImportPlace | undefined = from
    while (place) {
      signal.throwIfAborted()
      const part = await leaving.nextOfImport(site, place)
      if (part) await ask('import', { id, part })
      place = part?.place
    }
  }
}
