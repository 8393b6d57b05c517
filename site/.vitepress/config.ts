import { defineConfig } from 'vitepress'
import packageJson from '../../package.json' with { type: 'json' }
import { diagrams } from './diagrams.ts'
import { repository, repositoryLinks, sitePath } from './repository-links.ts'
import { sidebar } from './sidebar.ts'

export default defineConfig({
  title: packageJson.name,
  description: packageJson.description,
  base: `/${repository.split('/').at(-1)}/`,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  // The documentation links to other files of the repository, some of which are pages, too.
  srcDir: '..',
  srcExclude: ['CODE_OF_CONDUCT.md', '{bench,examples,test}/**'],
  rewrites: sitePath,
  markdown: {
    config(md) {
      repositoryLinks(md)
      diagrams(md)
    },
    // The default themes have comments that are hard to read.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/guide' },
      { text: 'Reference', link: '/reference/' },
      { text: 'Errors', link: '/errors' },
      { text: 'Changelog', link: '/changelog' },
    ],
    sidebar,
    outline: [2, 3],
    search: {
      provider: 'local',
      options: {
        // Each member of an entry point is one result, not its parameters and what it returns, too.
        _render(source, env, md) {
          const html = md.render(source, env)
          return html.replaceAll(/<(\/?)h[4-6]/g, '<$1p')
        },
      },
    },
    socialLinks: [{ icon: 'github', link: repository }],
  },
})
