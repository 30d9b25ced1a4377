/// The bounds of a server's connections. Times are counted by the time that is passed in.
public struct HTTPServerConfiguration: Sendable, Hashable {
  /// The most requests that are open at a time on an HTTP/2 connection.
  public var maximumConcurrentStreams: UInt32 = 128
  /// The largest sum of a request's header fields, in bytes, each counted with 32 more (RFC 9113 §6.5.2): more is
  /// answered with 431.
  public var maximumHeaderListSize = 16 << 10
  /// How much a client may send on a stream before it hears back, in bytes. Envoy's first request has 61 KB: HTTP/2's own
  /// default of 65,535 would let it in with 4 KB to spare.
  public var streamWindow: Int32 = 1 << 20
  /// The same for a connection.
  public var connectionWindow: Int32 = 4 << 20
  /// A stream is `writable` again when less than this is queued on it, in bytes.
  public var lowWaterMark = 64 << 10
  /// How long the first request, or HTTP/2's preface, may take.
  public var headerDeadline: Duration = .seconds(10)
  /// How long a connection without a request may stay; nil for ever.
  public var idleTimeout: Duration? = .seconds(600)
  /// How long an HTTP/2 connection may be silent before it is asked for a sign of life; nil never.
  public var keepaliveInterval: Duration? = .seconds(30)
  /// How long that sign may take before the connection counts as lost.
  public var keepaliveTimeout: Duration = .seconds(10)
  /// The most frames of a kind that a client may send in a burst: PING; SETTINGS; RST_STREAM, and what makes us send one;
  /// PRIORITY and empty DATA together. Each kind is counted by itself, and regains a tenth of this a second. More ends the
  /// connection with ENHANCE_YOUR_CALM.
  public var floodBurst = 200
  /// The most bytes of pipelined HTTP/1.1 requests that wait.
  public var maximumPipelinedBytes = 64 << 10

  /// The defaults.
  public init() {}
}
