/// What is known of a stream, for people and tools (as Envoy's client status discovery service shows the other side).
public struct StreamStatus: Sendable, Hashable {
  /// How the last response of a type stands.
  public enum Answer: String, Sendable, Hashable {
    /// Nothing was sent.
    case none
    /// Sent, not answered yet.
    case pending
    /// Accepted.
    case acknowledged
    /// Not wanted.
    case rejected
  }

  /// One type of a stream.
  public struct TypeStatus: Sendable, Hashable {
    /// The type.
    public let type: TypeURL
    /// Whether everything is asked for.
    public let isWildcard: Bool
    /// How many names are asked for by name.
    public let names: Int
    /// The version of the set that was sent last; empty before that.
    public let sentVersion: String
    /// The nonce of the response that was sent last.
    public let nonce: String
    /// What became of it.
    public let answer: Answer
    /// The version of the set that was acknowledged last.
    public let acknowledgedVersion: String
    /// The newest generation that the client has acknowledged whole.
    public let acknowledgedGeneration: UInt64
    /// Why the client rejected a response, until it accepts one.
    public let failure: SubscriptionRequest.Failure?
    /// How long ago it did.
    public let failureAge: Duration?
    /// How long until the rejected content is tried again.
    public let retryIn: Duration?
    /// How long ago the last response was handed out.
    public let age: Duration?
  }

  /// The stream.
  public let stream: StreamID
  /// `node.id`; empty before the first request.
  public let node: String
  /// `node.cluster`.
  public let cluster: String
  /// The group, once it is known.
  public let group: GroupID?
  /// Which of the protocol's forms it speaks.
  public let variant: XDSVariant
  /// Which types it carries.
  public let service: XDSService
  /// How long it has been open.
  public let age: Duration
  /// The types that it asks for, in the order of a push.
  public let types: [TypeStatus]
}

extension SubscriptionCore {
  /// The status of every stream, by number.
  public func status(at now: Duration) -> [StreamStatus] {
    var all: [StreamStatus] = []
    for stream in streams where stream.isOpen {
      all.append(
        StreamStatus(
          stream: stream.id, node: stream.node, cluster: stream.cluster, group: stream.group.map { groups[$0].id },
          variant: stream.variant, service: stream.service, age: now - stream.openedAt,
          types: stream.types.map { $0.status(at: now) }))
    }
    return all.sorted { $0.stream < $1.stream }
  }
}

extension TypeState {
  func status(at now: Duration) -> StreamStatus.TypeStatus {
    let answer: StreamStatus.Answer
    if outstanding != nil {
      answer = .pending
    } else if rejection != nil {
      answer = .rejected
    } else {
      answer = lastNonce == nil ? .none : .acknowledged
    }
    var retryIn: Duration?
    if let rejection, outstanding == nil { retryIn = max(rejection.retryAt - now, .zero) }
    return StreamStatus.TypeStatus(
      type: type, isWildcard: subscription.isWildcard, names: subscription.names.count,
      sentVersion: sentIdentity?.text ?? "", nonce: lastNonce?.text ?? "", answer: answer,
      acknowledgedVersion: acknowledgedIdentity?.text ?? "",
      acknowledgedGeneration: acknowledgedGeneration, failure: lastError?.failure,
      failureAge: lastError.map { now - $0.at }, retryIn: retryIn, age: sentIdentity.map { _ in now - sentAt })
  }
}
