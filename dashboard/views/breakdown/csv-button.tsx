import { Download } from 'lucide-preact'
import { words } from '../../texts/texts.ts'

/** The answer to a report's question as a file: the API gives every report as CSV. */
export function CsvButton({ request }: { request: string | undefined }) {
  const label = words.value.actions.download
  const [path = '', ...body] = (request ?? '').split(' ')
  const query = `q=${encodeURIComponent(body.join(' '))}&format=csv`
  return (
    <a
      class="button"
      data-kind="ghost"
      data-size="small"
      data-shape="icon"
      href={`${path}?${query}`}
      download
      aria-label={label}
      title={label}
    >
      <Download size={14} />
    </a>
  )
}
