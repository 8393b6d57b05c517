import type { Detector } from '../detector.ts'
import type { SentField } from '../sent-field.ts'

const DIGEST = /^(?:[0-9a-f]{64}|[A-Za-z0-9+/]{43}=)$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * The fields that stand for a person or an instance, and the form that their values have. A user's id
 * travels as it is from GitLab.com alone, and is hashed there on its way.
 *
 * Source: `Gitlab::Tracking::StandardContext` of GitLab, and its code suggestions context.
 */
const FORMS: Readonly<Record<string, (text: string, field: SentField) => boolean>> = {
  user_id: (text, field) => DIGEST.test(text) || (/^\d+$/.test(text) && isOfGitLabCom(field)),
  global_user_id: (text) => DIGEST.test(text),
  gitlab_global_user_id: (text) => DIGEST.test(text),
  instance_id: (text) => UUID.test(text),
  unique_instance_id: (text) => UUID.test(text),
  gitlab_instance_id: (text) => UUID.test(text),
}

const CONTEXTS = /^contexts\[(?:gitlab_standard|code_suggestions_context)\]\.\w+$/

export const pseudonym: Detector = {
  id: 'pseudonym',
  kind: 'an id that is not pseudonymised',
  find(text, field) {
    if (text === '' || !CONTEXTS.test(field.path)) return undefined
    const isOfForm = Object.hasOwn(FORMS, field.key) ? FORMS[field.key] : undefined
    return !isOfForm || isOfForm(text, field) ? undefined : text
  },
}

function isOfGitLabCom({ context = {} }: SentField): boolean {
  const { realm, deployment_type: type, environment } = context
  if (realm != null) return realm === 'saas'
  return type === '.com' || environment === 'production' || environment === 'staging'
}
