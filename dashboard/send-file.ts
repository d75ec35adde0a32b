import { answerOf, noteReached, Problem } from './api.ts'

interface Sending {
  /** 0–1, of the bytes that have left. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/**
 * Sends a file as it is and answers what the API says to it, as `send` does. By XMLHttpRequest: `fetch` does not tell how
 * much of a body has left.
 */
export async function sendFile<Answer>(
  path: string,
  file: Blob,
  { onProgress, signal }: Sending = {},
): Promise<Answer> {
  const request = new XMLHttpRequest()
  const response = new Promise<Response>((resolve, reject) => {
    request.open('POST', path)
    request.responseType = 'blob'
    request.setRequestHeader('content-type', 'text/csv')
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 1)
    request.onload = () => {
      noteReached(true)
      resolve(responseOf(request))
    }
    request.onerror = () => {
      noteReached(false)
      reject(new Problem({ status: 0, title: 'offline' }))
    }
    request.onabort = () => reject(new DOMException('left', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
  return await answerOf<Answer>(await response, { path, signal })
}

function responseOf(request: XMLHttpRequest): Response {
  const type = request.getResponseHeader('content-type')
  const headers = type === null ? {} : { 'content-type': type }
  const { status, statusText, response } = request
  return new Response(status === 204 ? null : response, { status, statusText, headers })
}
