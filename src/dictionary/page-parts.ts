// The build puts the bundled parts in the place of this module (tsdown.config.ts).
import { bundlePage, type PageParts } from './bundle-page.ts'

let parts: Promise<PageParts> | undefined

/** Returns the script and the style of the page. */
export function readPageParts(): Promise<PageParts> {
  parts ??= bundlePage()
  return parts
}
