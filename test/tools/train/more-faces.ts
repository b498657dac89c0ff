import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type Face, latinFile } from './faces.ts'

const folder = path.join(import.meta.dirname, 'more-faces')
const weights = [400, 700]

/**
 * Faces that only the readers of digits are trained with, regular and bold where they have both. They are a
 * package of their own, so that nobody but the trainer has to fetch them. Throws, with the command, where
 * that was not done.
 */
export function moreFaces(): Face[] {
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')))
  const packages = path.join(folder, 'node_modules')
  if (!fs.existsSync(packages)) throw new Error('first: npm ci --prefix test/tools/train/more-faces')
  return Object.keys(dependencies).flatMap((name) => {
    return weights
      .map((weight) => latinFile(path.join(packages, name), path.basename(name), weight))
      .filter((file) => fs.existsSync(file))
      .map((file) => ({ name: path.basename(file, '-normal.woff'), file, weight: 0.7 }))
  })
}
