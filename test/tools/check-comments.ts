/**
 * `npm run check`: no line of a comment is longer than the formatter's line, which wraps code but not
 * comments. Prints file and line of each that is; ends with 1 where there are any. `node
 * test/tools/check-comments.ts FOLDER`
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Characters; as in biome.json. */
const limit = 110

/** A line that is nothing but comment, or code with a comment behind it. */
const scriptComment = /^\s*(\/\/|\/?\*)|\s(\/\/|\/\*)\s[^'"`]*$/
const sqlComment = /^\s*--|\s--\s[^'"`]*$/

/**
 * The numbers of lines, from 1, whose comment is too long; `.sql` files have comments of their own. An
 * address cannot be wrapped.
 */
export function longComments(text: string, file = '.ts'): number[] {
  const comment = file.endsWith('.sql') ? sqlComment : scriptComment
  return text
    .split('\n')
    .flatMap((line, index) =>
      line.length > limit && comment.test(line) && !/https?:\/\//.test(line) ? index + 1 : [],
    )
}

function sourcesIn(folder: string): string[] {
  const patterns = ['*.ts', '*.tsx', '*.mjs', '*.css', '*.sql', ':!test/fixtures', ':!.ci']
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...patterns], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  })
  return listed.split('\n').filter((file) => file !== '' && existsSync(join(folder, file)))
}

if (import.meta.main) {
  const folder = process.argv[2] ?? '.'
  const found = sourcesIn(folder).flatMap((file) =>
    longComments(readFileSync(join(folder, file), 'utf8'), file).map((line) => `${file}:${line}`),
  )
  for (const place of found) console.error(`${place}: a comment longer than ${limit} characters`)
  process.exitCode = found.length === 0 ? 0 : 1
}
