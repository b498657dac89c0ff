import { z } from 'zod'

/**
 * What the core tells every window without being asked. An event carries no data but what changed: the screen
 * asks again for what it shows, so that an event can be lost or doubled without harm.
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
