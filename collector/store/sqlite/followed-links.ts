import { slugIn } from '../../acquisition/link-parameter.ts'
import { type LinkTags, tagLink } from '../../acquisition/tag-link.ts'
import { BoundedMap } from '../../bounded-map.ts'
import { openDatabase } from './open.ts'

/** What a click needs to know of a short link. */
export interface FollowedLink {
  id: string
  slug: string
  url: string
  tags: LinkTags
  /** Where a click that brings no query of its own leads. */
  plain: string
}

export interface FollowedLinks {
  /** The link of a slug, whichever site it belongs to. */
  of(slug: string): FollowedLink | undefined
  close(): void
}

interface Row {
  id: string
  slug: string
  url: string
  source: string
  medium: string
  campaign: string
  content: string | null
  term: string | null
}

/** Of a kilobyte each as a rule, of twenty at most. */
const MOST = 2_000

/**
 * The links that are clicked, in memory. Over a connection of its own, which writes nothing, every commit is somebody
 * else's: after one, by whichever thread or process, they are read anew. On a busy site that is one look-up a commit.
 * Whether there was one takes as long as a third of a redirect, so it is asked once a turn of the event loop: who learns of a
 * change, and clicks then, comes in a later one.
 */
export function followedLinks(path: string): FollowedLinks {
  const db = openDatabase(path, { readonly: true })
  const version = db.prepare<[], number>('pragma data_version').pluck()
  const bySlug = db.prepare<[string], Row>(
    'select id, slug, url, source, medium, campaign, content, term from link where slug = ?',
  )
  let kept = new BoundedMap<string, FollowedLink>(MOST)
  let seen: number | undefined
  let isAsked = false

  function forgetOutdated(): void {
    if (isAsked) return
    isAsked = true
    setImmediate(() => {
      isAsked = false
    })
    const current = version.get()
    if (current === seen) return
    kept = new BoundedMap(MOST)
    seen = current
  }

  return {
    of(said) {
      const slug = slugIn(said)
      if (slug === null) return undefined
      forgetOutdated()
      const known = kept.get(slug)
      if (known) return known
      const row = bySlug.get(slug)
      if (!row) return undefined
      const link = followedLinkOf(row)
      kept.set(slug, link)
      return link
    },
    close: () => db.close(),
  }
}

function followedLinkOf({ id, slug, url, content, term, ...tags }: Row): FollowedLink {
  const all = { ...tags, content: content ?? undefined, term: term ?? undefined }
  return { id, slug, url, tags: all, plain: tagLink(url, all, { query: '', slug }) }
}
