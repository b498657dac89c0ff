import os from 'node:os'

/**
 * Answers whether the computer's addresses have changed since it was last asked: a cable was plugged in, the
 * wireless came back, the PC woke up. That is the moment to try the centre again, whatever the pause.
 */
export function createNetworkWatch(): () => boolean {
  let before = addresses()
  return () => {
    const now = addresses()
    const changed = now !== before && now !== ''
    before = now
    return changed
  }
}

function addresses(): string {
  return Object.values(os.networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ')
}
