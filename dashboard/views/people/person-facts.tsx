import type { ComponentChildren } from 'preact'
import { Face } from '../../blocks/people/face.tsx'
import { dateTime } from '../../dates.ts'
import { count } from '../../format.ts'
import { accountPage } from '../../models/accounts.ts'
import { ownId, type PersonAnswer, personPage } from '../../models/people.ts'
import { site } from '../../models/sites.ts'
import { linkTo, locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { peopleWords } from '../../texts/people.ts'
import { language, words } from '../../texts/texts.ts'

type Facts = PersonAnswer['person']

/** Who a person is: what is known of them, said of them, and used by them. */
export function PersonFacts({ person }: { person: Facts }) {
  return (
    <div class="person-facts">
      <Who person={person} />
      {person.traits && <Traits traits={person.traits} />}
      {person.browsers.length > 0 && person.known_by === 'user' && (
        <Browsers browsers={person.browsers} />
      )}
    </div>
  )
}

function Who({ person }: { person: Facts }) {
  const text = peopleWords.value
  const { account, users, first_seen, last_seen } = person
  return (
    <Card title={text.who}>
      <dl class="facts">
        <Fact name={text.known}>{text.knownBy[person.known_by]}</Fact>
        {account !== null && (
          <Fact name={text.account}>
            <a class="link" href={linkTo(accountPage(account))} title={text.showAccount(account)}>
              {account}
            </a>
          </Fact>
        )}
        {users.length > 0 && (
          <Fact name={text.belongsTo}>
            {users.map((id) => (
              <a key={id} class="link" href={linkTo(personPage(id))}>
                {ownId(id)}
              </a>
            ))}
          </Fact>
        )}
        {first_seen !== null && <Fact name={text.firstSeen}>{moment(first_seen)}</Fact>}
        {last_seen !== null && <Fact name={text.lastSeen}>{moment(last_seen)}</Fact>}
      </dl>
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function moment(at: string): string {
  return dateTime(at, site.value?.timezone ?? 'UTC', locale.value.language)
}

function Traits({ traits }: { traits: Record<string, unknown> }) {
  return (
    <Card title={peopleWords.value.traits}>
      <dl class="facts">
        {Object.entries(traits).map(([name, value]) => (
          <Fact key={name} name={name}>
            {typeof value === 'string' ? value : JSON.stringify(value)}
          </Fact>
        ))}
      </dl>
    </Card>
  )
}

function Browsers({ browsers }: { browsers: Facts['browsers'] }) {
  const text = peopleWords.value
  return (
    <Card title={text.browsers}>
      <ul class="browsers">
        {browsers.map(({ id, known_by, device, browser, os, visits }) => (
          <li key={id}>
            <Face knownBy={known_by} />
            <a class="two-lines" href={linkTo(personPage(id))} title={ownId(id)}>
              <b>{[browser, os].filter(Boolean).join(' · ') || text.knownBy[known_by]}</b>
              <small>
                {[
                  device && valueName('device', device, language.value, words.value),
                  text.visitCount(count(visits, locale.value)),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
