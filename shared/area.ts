import { z } from 'zod'

const Fraction = z.number().min(0).max(1)

/**
 * A rectangle on a page, in fractions of its width and height, so that it holds at every size of the picture.
 */
export const Area = z.object({ left: Fraction, top: Fraction, width: Fraction, height: Fraction })
export type Area = z.infer<typeof Area>

/** A point on a picture, in fractions of its width and height. */
export const Point = z.object({ x: Fraction, y: Fraction })
export type Point = z.infer<typeof Point>

/**
 * The four corners of a card or sheet on the picture that it was taken with: those that are top left, top
 * right, bottom right and bottom left once it is upright.
 */
export const Corners = z.tuple([Point, Point, Point, Point])
export type Corners = z.infer<typeof Corners>
