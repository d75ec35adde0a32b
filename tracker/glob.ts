import { quiet } from './quiet.ts'

/** As people write it, `/café` for `/caf%C3%A9`; what is not well encoded stays as it is. */
const readable = (text: string): string => quiet(decodeURI)(text) || text

/** Does any glob of a comma list match the whole path, in either spelling? `*` is any characters, `/` included. */
export const matches = (globs: string, path: string): unknown =>
  readable(globs)
    .split(',')
    .find((glob) =>
      readable(path).match(`^${glob.trim().replace(/\W/g, '\\$&').replace(/\\\*/g, '[^]*')}$`),
    )
