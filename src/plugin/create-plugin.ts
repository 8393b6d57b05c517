import type { Plugin } from 'vitest/config'
import { CatalogSession } from './catalog-session.ts'
import { rerunOnChange } from './rerun-on-change.ts'
import { setUpFirst } from './set-up-first.ts'

/** Makes the plugin that adds a set-up file and hands compiled definitions to each project of Vitest. */
export function createPlugin(setupFile: string): Plugin {
  // A change of the configuration makes another server, and projects anew.
  const servers = new WeakMap<object, Map<string, CatalogSession>>()
  return {
    name: 'internal-events-testing',
    config: () => ({ test: { setupFiles: [setupFile] } }),
    configureVitest({ vitest, project }) {
      project.config.setupFiles = setUpFirst(setupFile, project.config.setupFiles)
      const sessions = servers.get(vitest.vite) ?? new Map<string, CatalogSession>()
      servers.set(vitest.vite, sessions)
      const { root } = project.config
      const session = sessions.get(root) ?? new CatalogSession(root, vitest.config.watch)
      session.handTo(project)
      if (!sessions.has(root) && vitest.config.watch) rerunOnChange(vitest, session)
      sessions.set(root, session)
    },
  }
}
