import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'

/** The folder in which the site is built. */
export const FOLDER = 'site/.vitepress/dist'

/** The links of a page of the built site, and the ids by which others can refer to it. */
export interface SitePage {
  readonly links: readonly string[]
  readonly ids: ReadonlySet<string>
}

/** Builds the reference and the site, and returns its pages by their paths. */
export function buildSite(): ReadonlyMap<string, SitePage> {
  // Vite would make the pages for tests.
  const { NODE_ENV: _, VITEST: __, ...env } = process.env
  execFileSync('npm', ['run', 'docs'], { env, stdio: 'pipe' })
  return new Map(
    globSync('**/*.html', { cwd: FOLDER }).map((path) => {
      const html = readFileSync(`${FOLDER}/${path}`, 'utf8')
      const all = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, text = '']) => text)
      return [path, { links: all(/<a [^>]*href="([^"]*)"/g), ids: new Set(all(/ id="([^"]*)"/g)) }]
    }),
  )
}
