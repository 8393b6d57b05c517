export const NAME = 'filter_package_list'

/** Returns an element that tracks, with more attributes. */
export function tracked(attributes: string, tag = 'button'): string {
  return `<${tag} data-event-tracking="${NAME}" ${attributes}></${tag}>`
}
