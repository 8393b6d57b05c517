/** The parts of the name of a schema. */
export interface IgluUri {
  readonly vendor: string
  readonly name: string
  readonly format: string
  readonly version: string
}

const IGLU_URI = /^iglu:([\w.-]+)\/([\w-]+)\/([\w-]+)\/([1-9]\d*-(?:0|[1-9]\d*)-(?:0|[1-9]\d*))$/

/** Tells whether a text is a URI such as `iglu:com.acme/checkout/jsonschema/1-0-0`. */
export function isIgluUri(text: string): boolean {
  return IGLU_URI.test(text)
}

/** Takes such a URI apart; `undefined` for another text. */
export function readIgluUri(uri: string): IgluUri | undefined {
  const [, vendor, name, format, version] = IGLU_URI.exec(uri) ?? []
  return vendor && name && format && version ? { vendor, name, format, version } : undefined
}

/** Returns the URI by which data names its schema. */
export function igluUri({ vendor, name, format, version }: IgluUri): string {
  return `iglu:${vendor}/${name}/${format}/${version}`
}
