import type { Issue } from './issue.ts'

/**
 * A name by Permendagri 73/2022: at most 60 letters, two words, no digits, no punctuation. Names recorded
 * before it stay valid, so all three only warn; an apostrophe, a dot or comma of a degree and a hyphen are
 * common on issued cards and say nothing.
 */
export function validateName(typed: string, field: string): Issue[] {
  const name = typed.trim().replace(/\s+/g, ' ')
  const issues: Issue[] = []
  if (!/^[\p{L}\p{M} .,'’`-]+$/u.test(name)) {
    issues.push({ code: 'name-characters', level: 'warning', overridable: true, field })
  }
  if (name.length > 60) issues.push({ code: 'name-long', level: 'warning', overridable: true, field })
  if (!name.includes(' '))
    issues.push({ code: 'name-one-word', level: 'information', overridable: false, field })
  return issues
}
