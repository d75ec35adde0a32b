/** `*` is within a part of the path, `**` over many. */
export const matchesPath = (globs: string, path: string): boolean =>
  globs.split(',').some((glob) => {
    const parts = glob
      .trim()
      .split('**')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^\\s/]*'))
    return new RegExp(`^${parts.join('.*')}/?$`).test(path)
  })
