/** What the network says of a patch: text the right way up, upside down, standing on end, or none. */
export const uprightClasses = ['upright', 'upside down', 'on end', 'no text'] as const
export const uprightClass = 0
export const upsideDownClass = 1
export const onEndClass = 2
export const noTextClass = 3
