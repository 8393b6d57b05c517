import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const OUTPUT = '.cache/decorators'

test('decorators of classes and of methods track, compiled without any flag for them', async () => {
  const arguments_ = ['--ignoreConfig', '--module', 'nodenext', '--target', 'es2022']
  execFileSync('node_modules/.bin/tsc', [
    ...arguments_,
    '--rewriteRelativeImportExtensions',
    ...['--skipLibCheck', '--types', 'node', '--rootDir', 'packages/client', '--outDir', OUTPUT],
    'packages/client/test/decorated-services.ts',
  ])
  const { PullPackageService, PushPackageService, tracked } = (await import(
    pathToFileURL(join(OUTPUT, 'test/decorated-services.js')).href
  )) as typeof import('./decorated-services.ts')

  const user = { id: 1 }
  expect((await new PullPackageService().execute('npm')).status).toBe('success')
  await new PullPackageService().execute('gem')
  expect(new PushPackageService(20).execute()).toBe(20)
  expect(tracked).toEqual([
    ['pull_package', 'PullPackageService', user, { label: 'npm' }],
    ['fail_to_pull_package', 'PullPackageService', user, {}],
    ['push_package', 'PushPackageService', undefined, { value: 20 }],
  ])
}, 30_000)
