import type { Markup } from './markup.ts'

/** The disabled element that keeps a form control from being clicked. */
export type DisabledBy = 'it' | 'a <fieldset> around it'

const CONTROLS = new Set(['button', 'input', 'select', 'textarea'])

/** Returns what disables a form control. The first legend of a disabled fieldset stays enabled. */
export function disabledBy<Node>(markup: Markup<Node>, control: Node): DisabledBy | undefined {
  if (!CONTROLS.has(markup.tag(control))) return undefined
  if (isDisabled(markup, control)) return 'it'
  let inner = control
  for (let outer = markup.parent(inner); outer !== undefined; outer = markup.parent(inner)) {
    const isFieldset = markup.tag(outer) === 'fieldset' && isDisabled(markup, outer)
    if (isFieldset && markup.firstChild(outer, 'legend') !== inner) return 'a <fieldset> around it'
    inner = outer
  }
  return undefined
}

function isDisabled<Node>(markup: Markup<Node>, element: Node): boolean {
  return markup.attribute(element, 'disabled') !== undefined
}
