/** Globs of the path as a form has them, one a line. */
export function pathsIn(pages: string): string[] {
  return pages.split('\n').flatMap((line) => line.trim() || [])
}
