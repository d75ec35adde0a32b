import { useEffect, useState } from 'preact/hooks'
import { typedDomain } from '../../../collector/typed-domain.ts'
import { ask, Problem } from '../../api.ts'
import { currencies, ownTimezone, timezoneDetail, timezones } from '../../blocks/forms/choices.ts'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { Invitations } from '../../blocks/invitations.tsx'
import { go } from '../../models/address.ts'
import { invitations } from '../../models/session.ts'
import { loadSites, mayAddSites, sites } from '../../models/sites.ts'
import { pagePath } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { fieldWords, problemWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'
import { Entry } from './entry.tsx'

export function AddSite() {
  const text = words.value.addSite
  const [first] = sites.value ?? []
  // Whoever accepts a role here has a site to go to.
  useEffect(() => {
    if (!mayAddSites.value && first) go(pagePath('', first.domain), { replace: true })
  }, [first])
  if (mayAddSites.value) return <SiteForm />
  return (
    <Entry title={text.closed}>
      <div class="form">
        <h1>{text.closed}</h1>
        {invitations.value.length > 0 ? <Invitations /> : <p>{text.closedText}</p>}
      </div>
    </Entry>
  )
}

function SiteForm() {
  const text = words.value.addSite
  const [domain, setDomain] = useState('')
  const [name, setName] = useState('')
  const [timezone, setTimezone] = useState(ownTimezone())
  const [currency, setCurrency] = useState('USD')
  const [problem, setProblem] = useState<Problem>()
  const submit = async (event: Event) => {
    event.preventDefault()
    const wanted = {
      domain: typedDomain(domain).host,
      timezone,
      currency,
      ...(name ? { name } : {}),
    }
    try {
      const site = await ask('POST', '/api/sites', { body: wanted })
      await loadSites()
      go(pagePath('', site.domain))
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      setProblem(failure)
    }
  }
  const told = fieldWords('domain', problem, 'domain')
  const first = (sites.value ?? []).length === 0
  return (
    <Entry title={text.title}>
      <form class="form" onSubmit={submit}>
        <h1>{first ? text.first : text.title}</h1>
        {problem && !told && <Notice tone="bad">{problemWords(problem)}</Notice>}
        <TextField
          label={text.domain}
          hint={wholeHost(domain) ?? text.text}
          placeholder="example.com"
          autocapitalize="none"
          spellcheck={false}
          required
          value={domain}
          problem={told}
          onValue={setDomain}
        />
        <TextField label={text.name} hint={text.nameHint} value={name} onValue={setName} />
        <div class="form-pair">
          <SelectField
            label={text.timezone}
            hint={text.timezoneHint}
            value={timezone}
            choices={timezones(timezone)}
            detailOf={timezoneDetail}
            onValue={setTimezone}
          />
          <SelectField
            label={text.currency}
            value={currency}
            choices={currencies()}
            onValue={setCurrency}
          />
        </div>
        <Button kind="primary" type="submit">
          {text.submit}
        </Button>
        {!first && (
          <a class="link" href="/">
            {words.value.actions.cancel}
          </a>
        )}
      </form>
    </Entry>
  )
}

/** What of the text is no part of a site; the command says the same. */
function wholeHost(typed: string): string | undefined {
  const text = words.value.addSite
  const { host, hasPort, part } = typedDomain(typed)
  const said = [
    ...(hasPort ? [text.anyPort(host)] : []),
    ...(part === undefined ? [] : [text.whole(host), text.only(part)]),
  ]
  return host === '' || said.length === 0 ? undefined : said.join(text.between)
}
