/** Does any glob of a comma list match the whole path? `*` is any characters, `/` included. */
export const matches = (globs: string, path: string): unknown =>
  path.match(
    `^(${globs
      .replace(/[^\w*, ]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/, */g, '|')})$`,
  )
