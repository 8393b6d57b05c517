import { startTimer, Turn } from '../foundation/index.ts'
import type { Decode, DecodedRequest, Sender } from '../snowplow/index.ts'
import type { Call } from './application.ts'
import { decodeCall } from './decode-call.ts'
import type { EventStore } from './micro/index.ts'
import type { NetworkUser } from './network-user.ts'
import { receivedRequest } from './received-request.ts'
import { Slabs } from './slabs.ts'
import { readUnread, writeUnread } from './unread-request.ts'

/** The time without a request after which the collector is idle, in milliseconds. */
const QUIET = 20
/** The memory of events that may be decoded before anybody reads: it is four times that of their bytes. */
const AHEAD = 4_000_000

/**
 * Keeps requests undecoded until something reads, the collector is idle, or they take the memory
 * that events may take. Then it decodes them into the store, in the order of their arrival.
 */
export class Backlog {
  readonly #store: EventStore
  readonly #decode: Decode
  readonly #slabs = new Slabs()
  /** The number of requests that were ever taken undecoded, and the number of those dealt with. */
  #taken = 0
  #done = 0
  /** The numbers of undecoded requests of each namespace. */
  readonly #counts = new Map<string, number>()
  /** The last requests of namespaces that were forgotten since. */
  readonly #forgotten = new Map<string, number>()
  #step: Promise<void> | undefined
  #turn = new Turn()
  #timer: NodeJS.Timeout | undefined

  constructor(store: EventStore, decode: Decode) {
    this.#store = store
    this.#decode = decode
  }

  /**
   * Takes a request, and tells whether its body is too large: at once, unless that is known only
   * when it is unpacked, somebody listens, or others have to make room.
   */
  take(
    call: Call,
    sender: Sender,
    user: NetworkUser,
    body: Uint8Array | undefined,
  ): boolean | Promise<boolean> {
    if (this.#store.isHeard || call.request.headers.has('content-encoding')) {
      return this.#takeDecoded(call, sender, user, body)
    }
    const { namespace } = call
    this.#slabs.push(writeUnread(call, sender, user), body)
    this.#taken++
    this.#counts.set(namespace, (this.#counts.get(namespace) ?? 0) + 1)
    this.#timer ??= this.#decodeWhenIdle()
    const tooLarge = body === undefined
    return this.#isFull ? this.#makeRoom().then(() => tooLarge) : tooLarge
  }

  /** Keeps what is decoded already, behind all that came before. */
  async add(
    call: Call,
    user: NetworkUser,
    { events, badRows }: DecodedRequest,
    body: Uint8Array | undefined,
  ): Promise<void> {
    await this.decode()
    this.#store.add(receivedRequest(call, user, Date.now()), events, badRows, body)
  }

  /** Decodes what has come until now. What comes meanwhile keeps nobody waiting. */
  async decode(): Promise<void> {
    const last = this.#taken
    while (this.#done < last) await this.#decodeNext()
  }

  /** Lets go of the requests of a namespace. */
  forget(namespace: string): void {
    if (!this.#counts.delete(namespace)) return
    if (this.#counts.size > 0) return void this.#forgotten.set(namespace, this.#taken)
    this.#slabs.clear()
    this.#forgotten.clear()
    this.#done = this.#taken
  }

  get #isFull(): boolean {
    const { bytes, maxBytes } = this.#store
    return this.#done < this.#taken && this.#slabs.bytes + bytes > maxBytes
  }

  async #makeRoom(): Promise<void> {
    while (this.#isFull) await this.#decodeNext()
  }

  async #takeDecoded(
    call: Call,
    sender: Sender,
    user: NetworkUser,
    body: Uint8Array | undefined,
  ): Promise<boolean> {
    const decoded = await decodeCall(this.#decode, call, sender, body)
    await this.add(call, user, decoded, body)
    return decoded.tooLarge
  }

  /** Decodes the oldest request. Whoever asks meanwhile waits for the same one. */
  #decodeNext(): Promise<void> {
    this.#step ??= this.#decodeOldest().finally(() => {
      this.#step = undefined
    })
    return this.#step
  }

  async #decodeOldest(): Promise<void> {
    if (this.#turn.isOver) await this.#turn.next()
    const record = this.#slabs.shift()
    if (!record) return
    const number = this.#done + 1
    const { head, body } = record
    const { call, sender, user, time } = readUnread(head)
    const { namespace } = call
    if (!this.#isForgotten(number, namespace)) {
      const { events, badRows } = await decodeCall(this.#decode, call, sender, body, this.#turn)
      // Somebody may have let go of it meanwhile.
      if (!this.#isForgotten(number, namespace)) {
        this.#uncount(namespace)
        // Bad rows show the body, of which a part of the slab would keep all of that.
        const own = badRows.length > 0 ? body && new Uint8Array(body) : undefined
        this.#store.add(receivedRequest(call, user, time), events, badRows, own)
      }
    }
    this.#done = Math.max(this.#done, number)
    if (this.#done === this.#taken) this.#forgotten.clear()
  }

  #isForgotten(number: number, namespace: string): boolean {
    return number <= this.#done || number <= (this.#forgotten.get(namespace) ?? 0)
  }

  #uncount(namespace: string): void {
    const others = (this.#counts.get(namespace) ?? 0) - 1
    if (others > 0) this.#counts.set(namespace, others)
    else this.#counts.delete(namespace)
  }

  /** Starts the timer that decodes a little whenever the collector is idle. */
  #decodeWhenIdle(): NodeJS.Timeout {
    let taken = this.#taken
    const timer = startTimer(async () => {
      if (taken === this.#taken && !this.#step) await this.#decodeAhead()
      taken = this.#taken
      if (this.#mayGoAhead) timer.refresh()
      else this.#timer = undefined
    }, QUIET)
    // Requests that nobody has read do not keep the process of a closed collector alive.
    return timer.unref()
  }

  async #decodeAhead(): Promise<void> {
    this.#turn = new Turn()
    while (this.#mayGoAhead && !this.#turn.isOver) await this.#decodeNext()
  }

  get #mayGoAhead(): boolean {
    return this.#done < this.#taken && this.#store.bytes < AHEAD
  }
}
