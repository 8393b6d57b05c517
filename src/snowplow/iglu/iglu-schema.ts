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

/** Returns the URI by which data names its schema. */
export function schemaUri({ vendor, name, format, version }: IgluSchema['self']): string {
  return `iglu:${vendor}/${name}/${format}/${version}`
}
