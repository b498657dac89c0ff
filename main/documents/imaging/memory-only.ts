import { devNull } from 'node:os'

/**
 * Keeps decoded pages out of the file system. libvips writes large intermediate images, unencrypted, to the
 * temporary folder; its threshold is raised beyond any page that we accept, and should it still want a file,
 * the folder it is told does not exist, so that it fails instead of writing. libvips reads these variables at
 * its first image, not when it is loaded, so this module need only run before that.
 */
process.env.VIPS_DISC_THRESHOLD = '64g'
process.env.TMPDIR = devNull
process.env.TEMP = devNull
