import { contextFromMetadata } from './context-from-metadata.ts'
import { runInScope, type Scope, withRequestContext } from './internal-event-context.ts'
import { type RequestContextOptions, withContextOf } from './request-context-options.ts'

/** The part of gRPC's metadata that is read. */
export interface GrpcMetadata {
  get(key: string): (string | Uint8Array)[]
}

/**
 * An interceptor as gRPC takes it. It returns a stand-in for the call, which gRPC declares as a
 * class of its own.
 */
export type GrpcInterceptor = <Intercepted>(method: unknown, call: object) => Intercepted

interface Listener {
  onReceiveMetadata(metadata: GrpcMetadata): void
  onReceiveMessage(message: unknown): void
  onReceiveHalfClose(): void
  onCancel(): void
}

/**
 * Makes a server interceptor for `@grpc/grpc-js`: the events that handlers track carry the context
 * that the metadata of the call makes. The source is `duo-workflow-service-python`, unless another
 * is given.
 *
 * Source: `InternalEventsInterceptor` of the Duo Workflow Service.
 *
 * @example
 * ```ts
 * import { Server } from '@grpc/grpc-js'
 * import { grpcEventContext } from 'internal-events-client'
 *
 * const server = new Server({ interceptors: [grpcEventContext({ environment: 'production' })] })
 * ```
 */
export function grpcEventContext(
  options: RequestContextOptions<GrpcMetadata> = {},
): GrpcInterceptor {
  return <Intercepted>(_method: unknown, call: object) =>
    new Proxy(call, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        if (name !== 'start') return member.bind(target)
        return (listener: Listener) => member.call(target, inContext(listener, options))
      },
    }) as Intercepted
}

/** Runs the handlers of a call in the context that its metadata makes. */
function inContext(listener: Listener, options: RequestContextOptions<GrpcMetadata>): Listener {
  let scope: Scope | undefined
  let isCancelled = false
  // A call reads its first message when it has its metadata, so none comes while claims are awaited.
  const run = (receive: () => void) => (scope ? runInScope(scope, receive) : receive())
  return {
    onReceiveMetadata(metadata) {
      void withContextOf(
        metadata,
        options,
        contextFromMetadata,
        () => metadata,
        (context) =>
          withRequestContext(context, (own) => {
            if (isCancelled) return
            scope = own
            listener.onReceiveMetadata(metadata)
          }),
      )
    },
    onReceiveMessage: (message) => run(() => listener.onReceiveMessage(message)),
    onReceiveHalfClose: () => run(() => listener.onReceiveHalfClose()),
    onCancel() {
      isCancelled = true
      run(() => listener.onCancel())
    },
  }
}
