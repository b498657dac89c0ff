import type { Applications } from '../applications/applications.ts'
import type { TakeContent } from '../packets/receiving.ts'
import type { Verification } from '../verification/verification.ts'

/** Gives what another office says to the service that it concerns. */
export function routePacket(
  services: () => { applications: Applications; verification: Verification },
): TakeContent {
  return (content, sender) => {
    const { applications, verification } = services()
    switch (content.kind) {
      case 'application':
        return applications.takeSubmission(content, sender)
      case 'withdrawn':
        return applications.takeWithdrawal(content, sender)
      case 'decision':
        return verification.takeDecision(content, sender)
    }
  }
}
