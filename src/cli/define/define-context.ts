import type { RecordedEvent, Repository } from '../../drafts/index.ts'
import type { Asker } from './asker.ts'
import type { Given } from './define-options.ts'
import type { DefineReport } from './define-report.ts'

/** The context that the flows of `define` work with. */
export interface DefineContext {
  readonly given: Given
  readonly repository: Repository
  /** `undefined` where nobody can be asked: options have all answers. */
  readonly asker: Asker | undefined
  readonly report: DefineReport
  /** The events that a collector saw; empty without `--from`. */
  readonly recording: readonly RecordedEvent[]
}
