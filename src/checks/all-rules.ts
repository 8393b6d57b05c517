import {
  configurationChange,
  documentationChange,
  metricValueChange,
  newRedisMetric,
  payloadAddition,
  payloadChange,
  unreadableRevision,
} from './changes/change-rules.ts'
import { unexplainedIgnore, unusedIgnore } from './ignores.ts'
import type { Rule } from './rule.ts'
import { unusedGlob } from './rules/configuration-rules.ts'
import {
  duplicateEvent,
  identifierAsProperty,
  internalCategory,
  undescribedProperty,
} from './rules/event-rules.ts'
import {
  impossibleFilter,
  invalidDefinition,
  legacyEvent,
  missingIdentifier,
  removedEvent,
  undeclaredBuiltIn,
  undeclaredProperty,
  undefinedEvent,
} from './rules/event-use-rules.ts'
import { unknownInstrumentation, unusedInstrumentation } from './rules/instrumentation-rules.ts'
import {
  duplicateKeyPath,
  keyPathInside,
  keyPathTimeFrame,
  keyPathUnique,
  mixedRules,
  repeatedRule,
  unwritableFilter,
} from './rules/metric-rules.ts'
import { missingCategory, productCategory, productGroup } from './rules/owner-rules.ts'
import {
  fileNameRule,
  removedFolder,
  strayFile,
  tierFolder,
  timeFrameFolder,
  valueSchema,
} from './rules/place-rules.ts'
import {
  byteOrderMark,
  duplicateKey,
  fileTooLarge,
  invalidYaml,
  notAMapping,
  notUtf8,
  severalDocuments,
  unloadableValue,
  unreadableFile,
  yamlAlias,
} from './rules/reading-rules.ts'
import {
  invalidValue,
  legacyKey,
  missingKey,
  repeatedItem,
  statusFields,
  todo,
  unknownKey,
  unquotedMilestone,
} from './rules/schema-rules.ts'
import {
  sourceUndeclaredProperty,
  sourceUndefinedEvent,
  sourceUnparsed,
} from './sources/source-rules.ts'

/** All rules over definitions, by what they look at. */
export const DEFINITION_RULES: readonly Rule[] = [
  unreadableFile,
  fileTooLarge,
  notUtf8,
  invalidYaml,
  yamlAlias,
  notAMapping,
  byteOrderMark,
  severalDocuments,
  duplicateKey,
  missingKey,
  unknownKey,
  invalidValue,
  statusFields,
  unquotedMilestone,
  unloadableValue,
  repeatedItem,
  legacyKey,
  todo,
  invalidDefinition,
  internalCategory,
  identifierAsProperty,
  undescribedProperty,
  duplicateEvent,
  duplicateKeyPath,
  keyPathInside,
  keyPathTimeFrame,
  keyPathUnique,
  mixedRules,
  repeatedRule,
  unwritableFilter,
  impossibleFilter,
  undefinedEvent,
  removedEvent,
  legacyEvent,
  missingIdentifier,
  undeclaredProperty,
  undeclaredBuiltIn,
  fileNameRule,
  timeFrameFolder,
  tierFolder,
  removedFolder,
  strayFile,
  valueSchema,
  unknownInstrumentation,
  unusedInstrumentation,
  productGroup,
  productCategory,
  missingCategory,
  unusedGlob,
  unusedIgnore,
  unexplainedIgnore,
]

/** The rules of `--against`. */
export const CHANGE_RULES: readonly Rule[] = [
  payloadChange,
  metricValueChange,
  payloadAddition,
  documentationChange,
  newRedisMetric,
  configurationChange,
  unreadableRevision,
]

/** The rules of `--sources`. */
export const SOURCE_RULES: readonly Rule[] = [
  sourceUndefinedEvent,
  sourceUndeclaredProperty,
  sourceUnparsed,
]

export const ALL_RULES: readonly Rule[] = [...DEFINITION_RULES, ...CHANGE_RULES, ...SOURCE_RULES]
