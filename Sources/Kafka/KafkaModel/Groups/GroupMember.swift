/// A member of a group.
///
/// It waits for the answer to a join or to a sync, or for neither. It must never wait for both.
final class GroupMember {
  /// A request whose answer waits for the others.
  struct Waiting {
    var token: RequestToken
    var version: Int16
  }

  /// A protocol that the member can use, with what it says in it.
  struct Supported: Equatable {
    var name: String
    var metadata: [UInt8]
  }

  var id: String
  let instanceID: String?
  var clientID: String
  var clientHost: String
  /// Milliseconds.
  var rebalanceTimeout: Int32
  /// Milliseconds.
  var sessionTimeout: Int32
  var protocols: [Supported]
  var assignment: [UInt8] = []
  var awaitingJoin: Waiting?
  var awaitingSync: Waiting?
  /// It has joined and was not answered yet: until then it cannot send heartbeats.
  var isNew = false
  /// It belongs to the generation and has not asked for its assignment yet.
  var owesSync = false
  /// When it is taken for dead, unless it is heard before; nil while it waits for an answer.
  var deadline: Duration?

  init(
    id: String, instanceID: String?, clientID: String, clientHost: String, rebalanceTimeout: Int32,
    sessionTimeout: Int32, protocols: [Supported]
  ) {
    self.id = id
    self.instanceID = instanceID
    self.clientID = clientID
    self.clientHost = clientHost
    self.rebalanceTimeout = rebalanceTimeout
    self.sessionTimeout = sessionTimeout
    self.protocols = protocols
  }

  /// What it says in a protocol.
  func metadata(for name: String?) -> [UInt8] {
    guard let name else { return [] }
    for supported in protocols where supported.name == name { return supported.metadata }
    return []
  }
}
