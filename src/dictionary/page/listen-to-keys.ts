import type { ResultList } from './result-list.ts'

/**
 * Makes the page usable by keys: `/` goes to the search, arrows move through its results, Enter opens
 * the first and goes there, Escape clears the search or goes back to it.
 */
export function listenToKeys(
  search: HTMLInputElement,
  {
    results,
    clear,
    goToView,
  }: {
    readonly results: ResultList
    readonly clear: () => void
    readonly goToView: () => void
  },
): void {
  const handlers: Readonly<Record<string, (target: Element) => boolean>> = {
    '/': (target) => !target.matches('input[type=search], select, textarea') && goTo(search),
    Escape(target) {
      if (target instanceof HTMLSelectElement) return false
      if (target === search && search.value !== '') clear()
      return goTo(search)
    },
    Enter(target) {
      if (target !== search) return false
      const [first] = results.links
      first?.click()
      if (first) goToView()
      return true
    },
    ArrowDown: (target) => move(target, 1),
    ArrowUp: (target) => move(target, -1),
  }

  function move(target: Element, step: 1 | -1): boolean {
    const { links } = results
    const at = target === search ? -1 : links.indexOf(target as HTMLAnchorElement)
    if (at < 0 && (target !== search || step < 0)) return false
    const next = links[at + step]
    if (next) return goTo(next)
    return step < 0 ? goTo(search) : results.showMore()
  }

  document.addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event
    if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return
    if (Object.hasOwn(handlers, key) && handlers[key]?.(target)) event.preventDefault()
  })
}

function goTo(element: HTMLElement): true {
  element.focus()
  if (element instanceof HTMLInputElement) element.select()
  return true
}
