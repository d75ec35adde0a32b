import { expect, test } from 'vitest'
import { markup } from '../../dashboard/markup.ts'

test('what is put into markup is text, but for markup', () => {
  const hostile = `<script>alert("x")</script>&'`
  expect(markup`<p title="${hostile}">${hostile}</p>`.text).toBe(
    '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;</p>',
  )
  const rows = [1, 2].map((n) => markup`<li>${n}</li>`)
  expect(markup`<ul>${rows}</ul>${false}${null}${undefined}`.text).toBe(
    '<ul><li>1</li><li>2</li></ul>',
  )
})
