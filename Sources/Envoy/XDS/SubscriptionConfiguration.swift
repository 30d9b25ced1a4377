/// What a subscription core is told when it is made.
public struct SubscriptionConfiguration: Sendable, Hashable {
  /// What the control plane calls itself in every response (`control_plane.identifier`): the replica and its build.
  public var identifier: String
  /// How long a deletion waits for the responses that stop referring to what is deleted to be acknowledged; 10 s.
  public var deletionWait: Duration = .seconds(10)
  /// How long a response may stay unanswered before the stream is closed; 60 s.
  public var responseDeadline: Duration = .seconds(60)
  /// The shortest time before content that a client rejected is sent to it again; 30 s.
  public var minimumRetryDelay: Duration = .seconds(30)
  /// The longest time before content that a client rejected is sent to it again; 10 min.
  public var maximumRetryDelay: Duration = .seconds(600)
  /// Where the jitter of retries comes from: another number on each replica and loop.
  public var seed: UInt64 = 0
  /// The most streams of one core.
  public var maximumStreams = 20_000
  /// The most types that one stream may ask for.
  public var maximumTypesPerStream = 32
  /// The most names that one stream may ask for, or say that it has, of one type.
  public var maximumNamesPerSubscription = 32_768
  /// The most bytes of all those names: 8 MiB, which is 256 for each.
  public var maximumNameBytes = 8 << 20
  /// The longest name, in bytes.
  public var maximumNameLength = 4096
  /// The most responses that are kept encoded.
  public var maximumCachedResponses = 256
  /// The most bytes of responses that are kept encoded.
  public var maximumCachedBytes = 64 << 20

  /// A configuration with the defaults.
  public init(identifier: String) { self.identifier = identifier }
}
