import {
  draftDatabaseMetric,
  faultOfKeyPath,
  faultOfText,
  type TimeFrame,
} from '../../drafts/index.ts'
import type { DefineContext } from './define-context.ts'
import { listOf } from './define-options.ts'
import { type Saved, saveDefinition } from './save-definition.ts'
import { readShared } from './shared-options.ts'
import { askShared } from './shared-questions.ts'
import { missingAnswers, wrongAnswer } from './wrong-answer.ts'

const TEXTS = {
  url: 'Which MR URL introduced the metric?',
  group: 'Which group owns the metric?',
  categories: 'Which feature categories best fit this metric?',
  tiers: 'Which tiers will the metric be reported from?',
}
const ORDER = ['group', 'categories', 'url', 'tiers'] as const
const TIME_FRAMES: readonly { readonly value: TimeFrame; readonly label: string }[] = [
  { value: '7d', label: 'Weekly' },
  { value: '28d', label: 'Monthly' },
  { value: 'all', label: 'Total (no time restriction)' },
]

/** Tells whether metrics of the database may be defined. GitLab's generator asks the same variable. */
export function allowsDatabaseMetrics(environment: NodeJS.ProcessEnv): boolean {
  return ![undefined, 'false', '0'].includes(environment['ENABLE_DATABASE_METRIC'])
}

/** Defines a metric that a class of Ruby reads from the database. */
export async function defineDatabaseMetric(context: DefineContext): Promise<Saved> {
  const { given, asker, repository } = context
  const names = ['instrumentation-class', 'time-frame', 'description', 'name'] as const
  const missing = names.filter((name) => given[name] === undefined)
  if (!asker && missing.length > 0) throw missingAnswers('metric', missing)
  // An option that cannot be used is told before anything is asked.
  const shared = readShared(context)
  const ask = (
    option: 'instrumentation-class' | 'description' | 'name',
    message: string,
    fault: (text: string) => string | undefined,
  ) => answer(context, option, message, fault)
  const answers = {
    instrumentationClass: await ask(
      'instrumentation-class',
      'Instrumentation class:',
      faultOfClass,
    ),
    timeFrames: await askTimeFrames(context),
    description: await ask('description', 'Write the description:', faultOfText),
    keyPath: await ask('name', 'How should we reference this metric?', (text) =>
      faultOfKeyPath(text, repository.keyPaths),
    ),
    ...(await askShared(context, TEXTS, { answers: shared, order: ORDER })),
  }
  return saveDefinition(context, draftDatabaseMetric(answers, repository.conventions))
}

async function answer(
  { given, asker }: DefineContext,
  option: 'instrumentation-class' | 'description' | 'name',
  message: string,
  fault: (text: string) => string | undefined,
): Promise<string> {
  const text = given[option]
  if (text === undefined && asker) return asker.text({ message, fault })
  const reason = fault(text ?? '')
  if (reason) throw wrongAnswer(option, text ?? '', reason)
  return text ?? ''
}

function faultOfClass(text: string): string | undefined {
  return /^[a-zA-Z]+$/.test(text) ? undefined : 'it has more than letters'
}

async function askTimeFrames({ given, asker }: DefineContext): Promise<readonly TimeFrame[]> {
  const wanted = listOf(given['time-frame'])
  if (!wanted && asker) {
    const message = 'For which time frames do you want the metric to be calculated?'
    return inOrder(await asker.searchSeveral({ message, choices: TIME_FRAMES }))
  }
  const unknown = wanted?.find((frame) => !TIME_FRAMES.some(({ value }) => value === frame))
  if (unknown !== undefined) throw wrongAnswer('time-frame', unknown, 'it is not 7d, 28d or all')
  return inOrder(wanted ?? [])
}

function inOrder(wanted: readonly string[]): TimeFrame[] {
  return TIME_FRAMES.map(({ value }) => value).filter((frame) => wanted.includes(frame))
}
