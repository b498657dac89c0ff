import { z } from 'zod'

/**
 * Events that the core emits to every window. An event only names what changed: the screen queries again what
 * it shows, so that a lost or repeated event does no harm.
 */
export const CoreEvent = z.enum([
  'session',
  'applications',
  'pages',
  'scanning',
  'verification',
  'sync',
  'packets',
  'corrections',
])
export type CoreEvent = z.infer<typeof CoreEvent>
