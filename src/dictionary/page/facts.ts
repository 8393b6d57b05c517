import { copyButton } from './copy-button.ts'
import type { Entry } from './dictionary-data.ts'
import { type Child, element } from './element.ts'
import { ownerOf } from './entry-index.ts'
import { nameText } from './name-text.ts'
import { printPlace } from './place.ts'
import { EVERYTHING } from './search-entries.ts'

/** A term and what it is for an entry; nothing to leave it out. */
export type Fact = readonly [term: string, value: Child]

/** Lists facts; those without a value are left out. */
export function factList(facts: readonly Fact[]): HTMLElement {
  const known = facts.filter(([, value]) => value !== undefined && value !== '')
  return element(
    'dl',
    { class: 'facts' },
    known.map(([term, value]) =>
      element('div', {}, element('dt', {}, term), element('dd', { dir: 'auto' }, value)),
    ),
  )
}

/** Returns the facts that events and metrics have alike: whose they are, and since when. */
export function ownerFacts(entry: Entry): Fact[] {
  const { status, categories, tiers, milestone, introducedBy, removedIn, removedBy } = entry
  const owner = ownerOf(entry)
  const ownerHref = printPlace({ kind: 'overview' }, { ...EVERYTHING, owner })
  return [
    ['Owner', element('a', { href: ownerHref }, owner)],
    [categories.length === 1 ? 'Category' : 'Categories', categories.join(', ')],
    ['Tiers', tiers.join(', ')],
    ['Status', status],
    ['Since', dated(milestone, introducedBy)],
    ['Removed', dated(removedIn, removedBy)],
  ]
}

/** Returns the fact that says where the definition is. */
export function placeFact({ file, line }: Entry): Fact {
  const place = `${file}:${line}`
  return [
    'Defined in',
    element(
      'span',
      { class: 'place' },
      element('code', {}, nameText(place)),
      ' ',
      copyButton('Copy', () => place),
    ),
  ]
}

/** A link behind a version would be taken for one to its release. */
function dated(milestone: string | undefined, url: string | undefined): Child {
  if (url === undefined || !isWeb(url)) return milestone ?? url
  const link = linkTo(url, milestone === undefined ? undefined : 'merge request')
  return milestone === undefined ? link : [milestone, ' (', link, ')']
}

/** Makes a link to a page outside; a text where the address is of another kind. */
export function linkTo(url: string, text?: string): Child {
  if (!isWeb(url)) return text ?? url
  const shown = text ?? url.replace(/^https?:\/\//i, '')
  return element('a', { href: url, rel: 'noreferrer' }, nameText(shown))
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url)
}
