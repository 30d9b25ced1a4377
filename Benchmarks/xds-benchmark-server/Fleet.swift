import Synchronization
import XDS
import XDSServer

/// What an update changes.
enum UpdateKind: String, Sendable {
  /// Endpoints.
  case eds
  /// Clusters.
  case cds
  /// Listeners.
  case lds
}

/// Resources that can be changed, a few at a time.
protocol Payload: Sendable {
  /// What is published now.
  var resources: [XDSResource] { get }
  /// Changes `count` resources of a kind, from that of the broker `offset` on.
  mutating func update(_ kind: UpdateKind, count: Int, offset: Int)
}

/// A payload, and the group that it is published to.
final class Fleet: Sendable {
  private let payload: Mutex<any Payload>
  private let server: XDSServer
  private let group: GroupID

  init(_ payload: any Payload, server: XDSServer, group: GroupID) {
    self.payload = Mutex(payload)
    self.server = server
    self.group = group
  }

  /// Publishes the resources as they are.
  func publish() throws { try server.publish(payload.withLock { $0.resources }, to: group) }

  /// Changes resources, and publishes them.
  func update(_ kind: UpdateKind, count: Int, offset: Int) throws {
    let resources = payload.withLock { payload in
      payload.update(kind, count: count, offset: offset)
      return payload.resources
    }
    try server.publish(resources, to: group)
  }
}
