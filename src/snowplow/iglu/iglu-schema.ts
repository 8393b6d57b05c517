/** A self-describing JSON schema (draft 4), as Iglu registries keep them. */
export interface IgluSchema {
  readonly self: {
    readonly vendor: string
    readonly name: string
    readonly format: string
    readonly version: string
  }
  readonly [keyword: string]: unknown
}

/** The URI that data names its schema with. */
export function schemaUri({ vendor, name, format, version }: IgluSchema['self']): string {
  return `iglu:${vendor}/${name}/${format}/${version}`
}
