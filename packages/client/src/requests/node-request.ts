/** The part of a request of Express, Fastify, Connect or `node:http` that is read. */
export interface NodeRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}
