import { statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'
import packageJson from '../../package.json' with { type: 'json' }

const root = resolve(import.meta.dirname, '../..')

/** The address of the repository in a browser. */
export const repository: string = packageJson.repository.url.replace(/^git\+|\.git$/g, '')

/** The files of the repository that are pages of the site. */
const PAGE =
  /^(?:(?:docs|site)\/.+|packages\/client\/README|README|CHANGELOG|CONTRIBUTING|SECURITY)\.md$/

/** Returns the path of a page on the site. */
export function sitePath(file: string): string {
  return file
    .replace(/^(docs|site)\//, '')
    .replace('packages/client/README', 'client')
    .replace(/^[A-Z]+(?=\.md$)/, (name) => name.toLowerCase())
}

/**
 * Leads relative links, which hold between the files of the repository, to the pages of the site.
 * A file that is not a page, such as an example, is read in the repository.
 */
export function repositoryLinks(md: MarkdownRenderer): void {
  md.core.ruler.push('repository_links', ({ tokens, env }) => {
    const path = env.realPath ?? env.path
    // VitePress reads titles apart from their file.
    if (!path) return
    const folder = dirname(relative(root, path))
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.attrGet('href')
      if (href && !/^(\w+:|#|\/)/.test(href)) token.attrSet('href', target(folder, href))
    }
  })
}

function target(folder: string, href: string): string {
  const [path = '', anchor] = href.split('#')
  const file = join(folder, path)
  if (PAGE.test(file)) return `/${sitePath(file)}${anchor ? `#${anchor}` : ''}`
  return `${repository}/${statSync(join(root, file)).isDirectory() ? 'tree' : 'blob'}/main/${file}`
}
