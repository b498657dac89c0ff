import { getNetwork } from '../../nn/load-network.ts'
import { runNetwork } from '../../nn/network.ts'
import type { GreyPage } from './gray-page.ts'
import {
  noTextClass,
  onEndClass,
  uprightClass,
  uprightClasses,
  upsideDownClass,
} from './orientation-classes.ts'
import { preparePatch } from './prepare-patch.ts'
import type { TextPatch } from './text-patches.ts'

/** What a patch looks like; the four add up to 1. */
export interface PatchOpinion {
  upright: number
  upsideDown: number
  onEnd: number
  noText: number
}

/** Frames beside each other see much of the same: so many count as one. */
const sharedFrames = 4

/**
 * Shows a patch to the network twice, as it is and turned by a half, so that a leaning of the network towards either
 * way up cancels out.
 */
export function lookAtPatch(page: GreyPage, patch: TextPatch, factor: number): PatchOpinion {
  const line = preparePatch(page, patch, factor)
  const straight = scoresOf(line)
  const turned = scoresOf({ ink: line.ink.toReversed(), width: line.width })
  const scores = [
    at(straight, uprightClass) + at(turned, upsideDownClass),
    at(straight, upsideDownClass) + at(turned, uprightClass),
    at(straight, onEndClass) + at(turned, onEndClass),
    at(straight, noTextClass) + at(turned, noTextClass),
  ]
  const highest = Math.max(...scores)
  const raised = scores.map((score) => Math.exp((score - highest) / 2))
  const total = raised.reduce((sum, value) => sum + value, 0)
  const [upright = 0, upsideDown = 0, onEnd = 0, noText = 0] = raised.map((value) => value / total)
  return { upright, upsideDown, onEnd, noText }
}

/** Of each class, how well all frames together agree with it, as a logarithm: letters that look the same both ways say nothing. */
function scoresOf(line: { ink: Float32Array; width: number }): Float32Array {
  const frames = runNetwork(getNetwork('upright'), line)
  const scores = new Float32Array(uprightClasses.length)
  for (const [index, probability] of frames.entries()) {
    const kind = index % uprightClasses.length
    scores[kind] = at(scores, kind) + Math.log(Math.max(1e-3, probability)) / sharedFrames
  }
  return scores
}

const at = (values: Float32Array, index: number): number => values[index] ?? 0
