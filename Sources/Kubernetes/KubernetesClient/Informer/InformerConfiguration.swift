/// How a watch cache behaves.
public struct InformerConfiguration: Sendable, Hashable {
  /// How many objects a page of a list has at most.
  public var pageSize = 500
  /// The manager whose entries in `managedFields` are kept; nil to keep none.
  public var fieldManager: String?
  /// How long it rests after failures.
  public var backoff = Backoff.requests
  /// A watch is closed by the server after a time between this and twice this, so that not all end together;
  /// client-go's figure.
  public var watchTimeout: Duration = .seconds(300)
  /// How much later than that a watch counts as dead.
  public var watchGrace: Duration = .seconds(30)
  /// How long the server may take to begin to answer a watch.
  public var watchAnswerTimeout: Duration = .seconds(30)
  /// A watch in which nothing comes for this long is begun anew: there is a bookmark about every minute, and a
  /// connection can be dead though nothing says so.
  public var watchSilence: Duration = .seconds(150)
  /// A watch that ends sooner than this is a failure, so that a server that closes at once is not asked at once.
  public var shortestWatch: Duration = .seconds(1)
  /// A watch that lasts this long ends a row of failures.
  public var settledAfter: Duration = .seconds(10)
  /// How long a page of a list may take.
  public var listTimeout: Duration = .seconds(60)
  /// How long `Retry-After` is obeyed at most.
  public var longestRetryAfter: Duration = .seconds(120)
  /// How often in a row a watch may fail in a way that waiting does not cure, before everything is listed anew.
  public var watchAttempts = 3
  /// How many may wait for a version at once.
  public var maximumWaiters = 10_000
  /// What the jitter is made of.
  public var seed: UInt64

  /// The usual figures.
  public init(seed: UInt64) { self.seed = seed }
}
