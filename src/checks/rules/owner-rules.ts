import { suggestName } from '../../definitions/index.ts'
import { printText } from '../../foundation/index.ts'
import { fileRule, type Problem, type Rule } from '../rule.ts'

export const productGroup: Rule = fileRule({
  among: ({ documents }) => documents,
  id: 'product-group',
  severity: 'error',
  summary: 'The product group is one of those that exist.',
  explain:
    'The names are those of config/metrics/schema/product_groups.json, or those that check.productGroups of the configuration gives. Without either, nothing is checked. An empty one is none of them, and GitLab refuses it. Removed definitions may keep a group that is gone.',
  check(document, report, { productGroups }) {
    const group = document.value['product_group']
    if (!productGroups || document.value['status'] === 'removed') return
    if (group === null) {
      report(document, {
        path: ['product_group'],
        message: 'product_group is empty',
        remedy: 'Name one of the list.',
      })
    }
    if (typeof group !== 'string' || productGroups.has(group)) return
    report(document, {
      path: ['product_group'],
      ...notInList('product group', group, productGroups),
    })
  },
})

export const productCategory: Rule = fileRule({
  among: ({ documents }) => documents,
  id: 'product-category',
  severity: 'error',
  summary: 'Feature categories are among those that exist.',
  explain:
    'The names are those of config/feature_categories.yml, or those that check.productCategories of the configuration gives. Without either, nothing is checked. Removed definitions may keep a category that is gone.',
  check(document, report, { productCategories }) {
    const { value } = document
    const categories = value['product_categories']
    if (!productCategories || value['status'] === 'removed' || !Array.isArray(categories)) return
    for (const [index, category] of categories.entries()) {
      if (typeof category !== 'string' || productCategories.has(category)) continue
      report(document, {
        path: ['product_categories', index],
        subject: category,
        ...notInList('feature category', category, productCategories),
      })
    }
  },
})

export const missingCategory: Rule = fileRule({
  among: ({ metrics }) => metrics,
  id: 'missing-category',
  severity: 'info',
  summary: 'An active metric has a feature category.',
  explain:
    'The newest schema of GitLab requires product_categories with at least one item of active metrics; older files lack it. Only checked where there is a list of categories.',
  check(document, report, { productCategories }) {
    const { value, isReadable } = document
    const isActive = isReadable && value['status'] === 'active'
    const categories = value['product_categories']
    if (!productCategories || !isActive) return
    if (Array.isArray(categories) && categories.length > 0) return
    report(document, {
      path: ['product_categories'],
      message: 'the metric has no feature category',
      remedy: 'Add product_categories with at least one.',
    })
  },
})

function notInList(
  what: string,
  name: string,
  known: ReadonlySet<string>,
): Pick<Problem, 'at' | 'message' | 'remedy'> {
  // A longer one is nobody's misspelling, and takes long to compare.
  const suggestion = name.length < 100 ? suggestName(name, known) : undefined
  return {
    at: 'value',
    message: `there is no ${what} ${printText(name)}`,
    remedy: suggestion ?? 'Use one of the list, or add it there.',
  }
}
