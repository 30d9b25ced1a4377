/// A request of either variant, decoded: what the core reads of it.
public struct SubscriptionRequest: Sendable, Hashable {
  /// The part in which the variants differ.
  public enum Change: Sendable, Hashable {
    /// The version that the client holds, and all names that it wants.
    case stateOfTheWorld(version: String, names: [String])
    /// The names that it wants from now on and no longer, and, on the first request of a type, what it has.
    case delta(subscribe: [String], unsubscribe: [String], initialVersions: [String: String])
  }

  /// Why a client rejected a response.
  public struct Failure: Sendable, Hashable {
    /// `google.rpc.Status.code`.
    public var code: Int32
    /// The client's reason, of which 4,096 bytes are kept.
    public let message: String

    /// A reason.
    public init(code: Int32, message: String) {
      self.code = code
      self.message = message.cut(to: 4096)
    }
  }

  /// Who asks; only the first request of a stream need say so.
  public var node: XDSNode?
  /// `type_url`; may be empty on a stream of a single type.
  public var type: String
  /// `response_nonce`: the response that this request answers; empty where it answers none.
  public var nonce: String
  /// `error_detail`: its presence, and nothing else, makes the request a rejection (NACK).
  public var failure: Failure?
  /// What the client wants.
  public var change: Change

  /// A request.
  public init(node: XDSNode? = nil, type: TypeURL, nonce: String = "", failure: Failure? = nil, change: Change) {
    self.init(node: node, type: type.rawValue, nonce: nonce, failure: failure, change: change)
  }

  init(node: XDSNode?, type: String, nonce: String, failure: Failure?, change: Change) {
    self.node = node
    self.type = type
    self.nonce = nonce
    self.failure = failure
    self.change = change
  }
}
