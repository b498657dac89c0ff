import { useEffect, useState } from 'react'
import { getPicture, type PictureSource } from './picture-cache.ts'
import type { ViewedPage } from './use-page-view.ts'

export interface Original {
  /** Undefined while it is on its way or could not be had. */
  readonly page: ViewedPage | undefined
  readonly hasFailed: boolean
}

const nothing: Original = { page: undefined, hasFailed: false }

/**
 * The picture that a page was cut out of, as a page to look at. How large it is nobody says: that is known once the
 * picture is there.
 */
export function useOriginal({ id, scan }: PictureSource, isWanted: boolean): Original {
  const [outcome, setOutcome] = useState<{ id: string; original: Original }>()
  useEffect(() => {
    if (!isWanted) return
    let isHere = true
    const settle = (original: Original) => isHere && setOutcome({ id, original })
    measureOriginal({ id, scan }).then(
      (page) => settle({ page, hasFailed: false }),
      () => settle({ page: undefined, hasFailed: true }),
    )
    return () => {
      isHere = false
    }
  }, [id, scan, isWanted])
  return isWanted && outcome?.id === id ? outcome.original : nothing
}

async function measureOriginal({ id, scan }: PictureSource): Promise<ViewedPage> {
  const source = { id, scan, isOriginal: true }
  const image = new Image()
  image.src = await getPicture(source)
  await image.decode()
  return { ...source, width: image.naturalWidth, height: image.naturalHeight }
}
