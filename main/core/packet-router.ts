import type { Applications } from '../applications/applications.ts'
import type { HandleContent } from '../packets/receiving.ts'
import type { Verification } from '../verification/verification.ts'

/**
 * Routes the contents of an opened packet to the service that handles its kind. The services are late-bound: they
 * send packets themselves, so they are created after packets and looked up only when one has arrived.
 */
export function routePacket(
  services: () => { applications: Applications; verification: Verification },
): HandleContent {
  return (content, sender) => {
    const { applications, verification } = services()
    switch (content.kind) {
      case 'application':
        return applications.receiveSubmission(content, sender)
      case 'withdrawn':
        return applications.receiveWithdrawal(content, sender)
      case 'decision':
        return verification.receiveDecision(content, sender)
    }
  }
}
