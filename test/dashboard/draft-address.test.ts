import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readView, writeView } from '../../dashboard/models/query.ts'
import { freshDraft } from '../../dashboard/views/experiments/draft.ts'
import {
  proposalIn,
  proposalOptions,
  proposedDraft,
} from '../../dashboard/views/experiments/draft-address.ts'

const through = (options: Record<string, string>) =>
  readView(writeView({ ...readView(''), options }))

test('a proposal goes through an address whole, and filters nothing', () => {
  const said = fc.string({ minLength: 1 })
  const proposals = fc.record(
    { name: said, hypothesis: said, pages: said, goal: said, effect: fc.constant('12.5') },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(proposals, (proposal) => {
      const view = through(proposalOptions(proposal))
      expect(view.filters).toEqual([])
      expect(view.options.edit).toBe('new')
      expect(proposalIn(view.options)).toEqual(proposal)
    }),
  )
})

test.each(['', '-5', '0', 'ten', 'NaN'])('an effect of "%s" is none', (effect) => {
  expect(proposalIn({ 'draft.effect': effect })).toEqual({})
})

test('the form has what is proposed, and the usual for the rest', () => {
  const proposal = { name: 'Mend /pricing', pages: '/pricing', goal: 'Purchase' }
  const draft = proposedDraft(proposal, ['Signup', 'Purchase'])
  expect(draft).toEqual({
    ...freshDraft('Purchase'),
    ...{ name: 'Mend /pricing', key: 'mend-pricing', pages: '/pricing' },
  })
})

test('a goal that the site does not have gives way to its first', () => {
  expect(proposedDraft({ goal: 'Gone' }, ['Signup'])).toEqual(freshDraft('Signup'))
  expect(proposedDraft({ goal: 'Gone' }, [])).toEqual(freshDraft(undefined))
})
