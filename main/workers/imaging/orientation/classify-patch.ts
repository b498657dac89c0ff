import { getNetwork } from '../../nn/load-network.ts'
import { runNetwork } from '../../nn/network.ts'
import type { GrayPage } from './gray-page.ts'
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
export interface PatchScores {
  upright: number
  upsideDown: number
  sideways: number
  noText: number
}

/** Frames beside each other see much of the same: so many count as one. */
const correlatedFrames = 4

/**
 * Shows a patch to the network twice, as it is and turned by a half, so that a leaning of the network towards either
 * way up cancels out.
 */
export function classifyPatch(page: GrayPage, patch: TextPatch, factor: number): PatchScores {
  const line = preparePatch(page, patch, factor)
  const asGiven = scoresOf(line)
  const rotated = scoresOf({ ink: line.ink.toReversed(), width: line.width })
  const scores = [
    at(asGiven, uprightClass) + at(rotated, upsideDownClass),
    at(asGiven, upsideDownClass) + at(rotated, uprightClass),
    at(asGiven, onEndClass) + at(rotated, onEndClass),
    at(asGiven, noTextClass) + at(rotated, noTextClass),
  ]
  const highest = Math.max(...scores)
  const likelihoods = scores.map((score) => Math.exp((score - highest) / 2))
  const total = likelihoods.reduce((sum, value) => sum + value, 0)
  const [upright = 0, upsideDown = 0, sideways = 0, noText = 0] = likelihoods.map((value) => value / total)
  return { upright, upsideDown, sideways, noText }
}

/** Of each class, how well all frames together agree with it, as a logarithm: letters that look the same both ways say nothing. */
function scoresOf(line: { ink: Float32Array; width: number }): Float32Array {
  const frames = runNetwork(getNetwork('upright'), line)
  const scores = new Float32Array(uprightClasses.length)
  for (const [index, probability] of frames.entries()) {
    const kind = index % uprightClasses.length
    scores[kind] = at(scores, kind) + Math.log(Math.max(1e-3, probability)) / correlatedFrames
  }
  return scores
}

const at = (values: Float32Array, index: number): number => values[index] ?? 0
