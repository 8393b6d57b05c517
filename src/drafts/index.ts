export { writeYaml, type YamlMap, type YamlValue } from './yaml/write-yaml.ts'
