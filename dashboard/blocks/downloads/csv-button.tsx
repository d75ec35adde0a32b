import { Download } from 'lucide-preact'
import { reach } from '../../api.ts'
import { saveBlob } from '../../charts/save.ts'
import { siteDomain } from '../../models/sites.ts'
import { guest } from '../../opened-as.ts'
import { words } from '../../texts/texts.ts'

/** The answer to a report's question as a file: the API gives every report as CSV. */
export function CsvButton({ request }: { request: string | undefined }) {
  const label = words.value.actions.download
  const [path = '', ...body] = (request ?? '').split(' ')
  const address = `${path}?q=${encodeURIComponent(body.join(' '))}&format=csv`
  return (
    <a
      class="button"
      data-kind="ghost"
      data-size="small"
      data-shape="icon"
      data-command="csv"
      href={address}
      download
      aria-label={label}
      title={label}
      onClick={guest ? (event) => fetchFile(event, address) : undefined}
    >
      <Download size={14} />
    </a>
  )
}

/** A guest's token goes in a header, which a link does not send. */
async function fetchFile(event: Event, address: string): Promise<void> {
  event.preventDefault()
  const response = await reach(address, {})
  if (response.ok) saveBlob(await response.blob(), `${siteDomain.peek()}.csv`)
}
