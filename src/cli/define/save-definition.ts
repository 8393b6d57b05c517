import {
  type Draft,
  DraftError,
  isFoundByGlobs,
  type Repository,
  saveDraft,
} from '../../drafts/index.ts'
import type { DefineContext } from './define-context.ts'

/** A definition as it was drafted, and whether its file has it now. */
export interface Saved {
  readonly draft: Draft
  readonly isSaved: boolean
}

/** Shows a definition, and writes it if somebody says so, or nobody can be asked. */
export async function saveDefinition(context: DefineContext, draft: Draft): Promise<Saved> {
  const { given, asker, repository, report } = context
  const { path, content, kind } = draft
  refuseTwin(context, draft)
  const seen = repository.contentOf(path)
  if (given['dry-run']) {
    report.file({ path, action: actionOf(seen, content), content })
    return { draft, isSaved: false }
  }
  if (asker) {
    asker.tell(
      `${path}\n${content.trimEnd()}`,
      'Preparing to generate a definition with these attributes',
    )
    const isWanted =
      seen === undefined || given.force
        ? await asker.confirm('Create file?', true)
        : await asker.confirm('This file already exists! Overwrite it?', false)
    if (!isWanted) {
      asker.tell('No files saved.')
      return { draft, isSaved: false }
    }
  } else if (seen !== undefined && seen !== content && !given.force) {
    throw new DraftError(
      'FILE_EXISTS',
      `Failed to write the ${kind} definition ${path}: the file exists. Look at it, and give --force to overwrite it.`,
    )
  }
  return write(context, draft, seen)
}

/** Writes a definition without a question. */
export function write(context: DefineContext, draft: Draft, seen: string | undefined): Saved {
  const { repository, report, asker } = context
  const { path, content, kind } = draft
  const { root } = repository.conventions
  try {
    if (seen !== content) saveDraft(root, draft, seen)
  } catch (error) {
    // The answers of somebody who was asked must not be lost.
    asker?.tell(content.trimEnd(), `${path} is not written`)
    throw error
  }
  repository.reload()
  report.file({ path, action: actionOf(seen, content), content })
  if (!isFoundByGlobs(repository.conventions, draft)) {
    report.warn(`no glob of ${kind} definitions in internal-events.config finds ${path}`)
  }
  if (content.includes('\nintroduced_by_url: TODO\n')) {
    report.warn(`introduced_by_url of ${path} is TODO: put the URL of the merge request there`)
  }
  return { draft, isSaved: true }
}

function actionOf(seen: string | undefined, content: string): 'create' | 'update' | 'unchanged' {
  if (seen === undefined) return 'create'
  return seen === content ? 'unchanged' : 'update'
}

/** Another file may define the event: on the other side of `ee/`, written meanwhile, or removed. */
function refuseTwin({ repository }: DefineContext, { kind, name, path }: Draft): void {
  if (kind !== 'event') return
  const twin = otherSide(repository, path) ?? definedElsewhere(repository, name, path)
  if (twin === undefined) return
  throw new DraftError(
    'FILE_EXISTS',
    `Failed to write the event definition ${path}: ${twin} is that of ${name}. Choose another name, or remove that file.`,
  )
}

function otherSide(repository: Repository, path: string): string | undefined {
  if (repository.conventions.style !== 'gitlab') return undefined
  const twin = path.startsWith('ee/') ? path.slice('ee/'.length) : `ee/${path}`
  return repository.contentOf(twin) === undefined ? undefined : twin
}

function definedElsewhere(repository: Repository, name: string, path: string): string | undefined {
  return repository.events.find(({ action, file }) => action === name && file !== path)?.file
}
