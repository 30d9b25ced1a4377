public import Transport

/// How an embedded API server is set up.
public struct EmbeddedAPIServerConfiguration: Sendable {
  /// Where it listens; port 0 takes a free one.
  public var address: NetworkAddress
  /// Its certificate, and whom it lets in by theirs; nil serves in the clear.
  public var tls: TLSContext?
  /// The names of users by their bearer tokens; nil lets in everybody, as loopback may.
  public var tokens: [String: String]?
  /// Where its objects survive a restart; nil keeps them in memory alone.
  public var storeFile: String?
  /// Holds custom resources against the rules of their definitions.
  public var validator: ObjectValidator
  /// Where UIDs and generated names come from: the same seed gives the same ones.
  public var seed: UInt64
  /// Where the logs of containers come from; nil has none.
  public var podLogs: PodLogs?
  /// The watches that are open at a time; more are refused with 429.
  public var maximumWatches = 10_000
  /// The bytes of events that wait for a watcher; a slower one loses its watch.
  public var maximumWatchBytes = 16 << 20
  /// How often watches are told how far they are; a minute, as the real server does.
  public var bookmarkInterval = Duration.seconds(60)
  /// How many writes of a resource are remembered for watches that come late.
  public var historyCount = 20_000

  /// A configuration.
  public init(
    address: NetworkAddress = .loopback(port: 0), tls: TLSContext? = nil, tokens: [String: String]? = nil,
    storeFile: String? = nil, validator: ObjectValidator = .none, seed: UInt64 = .random(in: 0...UInt64.max),
    podLogs: PodLogs? = nil
  ) {
    self.address = address
    self.tls = tls
    self.tokens = tokens
    self.storeFile = storeFile
    self.validator = validator
    self.seed = seed
    self.podLogs = podLogs
  }
}
