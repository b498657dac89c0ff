import { useEffect, useState } from 'react'
import { getPicture, type PictureSource } from './picture-cache.ts'
import type { ViewedPage } from './use-page-view.ts'

export interface Original {
  /** Undefined while loading or after a failure. */
  readonly page: ViewedPage | undefined
  readonly hasFailed: boolean
}

const none: Original = { page: undefined, hasFailed: false }

/**
 * The original that a page was cropped from, as a page for the viewer. Its size is known only once it is
 * decoded.
 */
export function useOriginal({ id, scan }: PictureSource, isWanted: boolean): Original {
  const [outcome, setOutcome] = useState<{ id: string; original: Original }>()
  useEffect(() => {
    if (!isWanted) return
    let isMounted = true
    const finish = (original: Original) => isMounted && setOutcome({ id, original })
    measureOriginal({ id, scan }).then(
      (page) => finish({ page, hasFailed: false }),
      () => finish({ page: undefined, hasFailed: true }),
    )
    return () => {
      isMounted = false
    }
  }, [id, scan, isWanted])
  return isWanted && outcome?.id === id ? outcome.original : none
}

async function measureOriginal({ id, scan }: PictureSource): Promise<ViewedPage> {
  const source = { id, scan, isOriginal: true }
  const image = new Image()
  image.src = await getPicture(source)
  await image.decode()
  return { ...source, width: image.naturalWidth, height: image.naturalHeight }
}
