import { BlockRun, currentRun } from '../fakes/index.ts'

/** The code of this process that sends a request. */
export class Sender {
  /** Runs code as that of the sender. */
  readonly run: <Result>(run: () => Result) => Result = BlockRun.keepTracking()
  readonly #underWay = currentRun().underWay
  #end: (() => void) | undefined

  /** Has its test wait for the request, from the first call on. */
  begin(): void {
    this.#end ??= this.#underWay.begin()
  }

  /** Has its test wait no more: the answer is there, or never will be. */
  end(): void {
    this.#end?.()
  }
}
