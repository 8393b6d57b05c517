import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DefaultTheme } from 'vitepress'

type Item = DefaultTheme.SidebarItem

/** The pages of the reference, which TypeDoc has made: one an entry point. */
const reference: Item[] = globSync('reference/*/**/*.md', { cwd: dirname(import.meta.dirname) })
  .concat(globSync('reference/internal-*.md', { cwd: dirname(import.meta.dirname) }))
  .map((file) => file.replace(/\.md$/, ''))
  .sort()
  .map((path) => ({ text: path.replace('reference/', ''), link: `/${path}` }))

/** All pages, in the order in which somebody new reads them. */
export const sidebar: Item[] = [
  {
    text: 'Guide',
    items: [
      { text: 'Getting started', link: '/readme' },
      { text: 'Guide', link: '/guide' },
      { text: 'Runners', link: '/runners' },
      { text: 'Supported versions', link: '/support' },
      { text: 'Assertions', link: '/assertions' },
      { text: 'Fakes', link: '/fakes' },
      { text: 'Types', link: '/types' },
      { text: 'From Ruby and Python', link: '/from-ruby-and-python' },
      { text: 'Troubleshooting', link: '/troubleshooting' },
      { text: 'Glossary', link: '/glossary' },
    ],
  },
  {
    text: 'Catch events',
    items: [
      { text: 'Which seam to use', link: '/seams' },
      { text: 'Front end', link: '/front-end' },
      { text: 'Playwright', link: '/playwright' },
      { text: 'Services', link: '/services' },
      { text: 'Collector in process', link: '/collector' },
      { text: 'Collector on a port', link: '/collector-on-a-port' },
      { text: 'AI usage events', link: '/ai-usage-events' },
      { text: 'Client of services', link: '/client' },
    ],
  },
  {
    text: 'Definitions',
    items: [
      { text: 'Where they are found', link: '/definitions' },
      { text: 'Check', link: '/check' },
      { text: 'Define', link: '/define' },
      { text: 'Dictionary', link: '/dictionary' },
      { text: 'Monitor', link: '/monitor' },
    ],
  },
  {
    text: 'Go further',
    items: [
      { text: 'Coverage', link: '/coverage' },
      { text: 'Journeys', link: '/journeys' },
      { text: 'Privacy', link: '/privacy' },
    ],
  },
  {
    text: 'Reference',
    items: [
      { text: 'Errors by code', link: '/errors' },
      { text: 'Entry points', link: '/reference/', collapsed: true, items: reference },
    ],
  },
  {
    text: 'About',
    items: [
      { text: 'Systems of GitLab', link: '/systems' },
      { text: 'Differences from GitLab', link: '/differences' },
      { text: 'Benchmarks', link: '/benchmarks' },
      { text: 'Mutants', link: '/mutation' },
      { text: 'Architecture', link: '/architecture' },
      { text: 'Changelog', link: '/changelog' },
      { text: 'Contributing', link: '/contributing' },
      { text: 'Security', link: '/security' },
    ],
  },
  {
    text: 'Decisions',
    items: [
      { text: 'The verdict in a promise', link: '/decisions/001-verdict-in-a-promise' },
      { text: 'One shared state', link: '/decisions/002-one-shared-state' },
      { text: 'The catalog on demand', link: '/decisions/003-catalog-on-demand' },
      { text: 'Metrics first', link: '/decisions/004-metrics-first' },
    ],
  },
]
