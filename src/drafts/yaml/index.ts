export { definedMapping } from './defined-mapping.ts'
export { writeYaml, type YamlMap, type YamlValue } from './write-yaml.ts'
