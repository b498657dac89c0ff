/**
 * Splits an SQL script into statements, as the mysql client does: a statement ends with its delimiter at the
 * end of a line, and a line `DELIMITER //` changes it, so that the same file can be given to that client.
 */
export function splitScript(script: string): string[] {
  const statements: string[] = []
  let delimiter = ';'
  let lines: string[] = []
  for (const line of script.split(/\r?\n/)) {
    const change = /^DELIMITER\s+(\S+)\s*$/i.exec(line)
    if (change?.[1] !== undefined) {
      delimiter = change[1]
      continue
    }
    // Comments before a statement are dropped.
    if (lines.length === 0 && /^\s*(--.*)?$/.test(line)) continue
    const trimmed = line.trimEnd()
    if (trimmed.endsWith(delimiter)) {
      statements.push([...lines, trimmed.slice(0, -delimiter.length)].join('\n').trimEnd())
      lines = []
    } else {
      lines.push(line)
    }
  }
  if (lines.length > 0) throw new Error('the SQL script ends in the middle of a statement')
  return statements
}
