import { type Child, element } from './element.ts'

/** Shows rows under their headings; on a narrow screen each cell says what it is. */
export function showTable(
  headings: readonly string[],
  rows: readonly (readonly Child[])[],
): HTMLElement {
  return element(
    'table',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        headings.map((heading) => element('th', { scope: 'col' }, heading)),
      ),
    ),
    element(
      'tbody',
      {},
      rows.map((cells) =>
        element(
          'tr',
          {},
          cells.map((cell) => element('td', {}, cell)),
        ),
      ),
    ),
  )
}
