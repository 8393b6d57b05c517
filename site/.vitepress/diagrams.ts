import { renderMermaidSVG } from 'beautiful-mermaid'
import type { MarkdownRenderer } from 'vitepress'

/** Draws the fences of Mermaid, as GitHub does. An image loads no fonts from elsewhere. */
export function diagrams(md: MarkdownRenderer): void {
  const { fence } = md.renderer.rules
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info = '', content = '' } = tokens[index] ?? {}
    if (info !== 'mermaid') return fence?.(tokens, index, ...rest) ?? ''
    const source = encodeURIComponent(renderMermaidSVG(content))
    return `<div class="diagram" tabindex="0"><img alt="Diagram" src="data:image/svg+xml,${source}"></div>`
  }
}
