import type { ElementSnapshot } from './tracked-elements.ts'

const VALUE = 60
const ATTRIBUTES = 12

/** Prints an element's opening tag on one line: `<a class="btn" data-event-tracking="click_x">`. */
export function printElement({ tag, attributes }: ElementSnapshot): string {
  const tracking = (name: string) => name.startsWith('data-event-')
  const others = [...attributes.keys()].filter((name) => !tracking(name))
  const room = ATTRIBUTES - (attributes.size - others.length)
  const left = new Set(others.slice(Math.max(room, 0)))
  const shown = [...attributes].filter(([name]) => !left.has(name))
  const parts = shown.map(([name, value]) => ` ${printAttribute(name, value)}`)
  return `<${tag}${parts.join('')}${left.size > 0 ? ' …' : ''}>`
}

/** Prints an attribute as valid HTML, and cuts long values. */
export function printAttribute(name: string, value: string): string {
  const cut = value.length > VALUE ? `${value.slice(0, VALUE - 1)}…` : value
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would break the line
  const visible = cut.replace(/[\u0000-\u001F\u007F\u2028\u2029]/g, (character) =>
    JSON.stringify(character).slice(1, -1),
  )
  if (!visible.includes('"')) return `${name}="${visible}"`
  return visible.includes("'")
    ? `${name}="${visible.replaceAll('"', '&quot;')}"`
    : `${name}='${visible}'`
}
