import os from 'node:os'

/**
 * Answers whether the computer's addresses have changed since the last call: a cable was plugged in, the
 * wireless is back, the PC woke up. Then the centre is tried again at once, without waiting for the backoff.
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
