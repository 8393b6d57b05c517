import type { Markup } from './markup.ts'

/** A tree of elements with the way to read it. */
export interface HtmlRoot {
  readonly markup: Markup<unknown>
  readonly node: unknown
}

export function rootOf<Node>(markup: Markup<Node>, node: Node): HtmlRoot {
  return { markup: markup as Markup<unknown>, node }
}
