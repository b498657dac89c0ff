/**
 * The faces that are held out: only the second column of the benchmark `read` prints with them (metrics that
 * end in `_held_out`). Whoever trains a network or tunes a constant may use any face but these, and none of
 * their weights: else the column says nothing about a printer that nobody has seen.
 */
export const heldOutFaces = ['OCR B Sharp', 'PT Mono', 'PT Sans'] as const
