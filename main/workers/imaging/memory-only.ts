import { devNull } from 'node:os'

/**
 * Keeps decoded pages out of the file system. libvips puts large intermediate pictures, unencrypted, into the
 * temporary folder when one of its operations wants to read them in any order. What we ask of it today never
 * does; so that no other version of it ever will, the size from which it would is raised beyond any page that
 * we accept, and the temporary folder that it is told does not exist: it would fail instead of writing. It
 * reads these variables when it needs them, so this module need only run before the first page.
 */
process.env.VIPS_DISC_THRESHOLD = '64g'
process.env.TMPDIR = devNull
process.env.TEMP = devNull
