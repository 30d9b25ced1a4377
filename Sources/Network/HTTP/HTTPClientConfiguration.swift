/// The bounds of a client's connections. Times are counted by the time that is passed in.
public struct HTTPClientConfiguration: Sendable, Hashable {
  /// The most requests that are open at a time; the server may allow fewer.
  public var maximumConcurrentStreams: UInt32 = 128
  /// The largest sum of a response's header fields, in bytes, each counted with 32 more (RFC 9113 §6.5.2), and of its
  /// trailers: a stream with more is reset with ENHANCE_YOUR_CALM.
  public var maximumHeaderListSize = 16 << 10
  /// How much the server may send on a stream before it hears back, in bytes.
  public var streamWindow: Int32 = 1 << 20
  /// The same for a connection.
  public var connectionWindow: Int32 = 4 << 20
  /// A stream is `writable` again when less than this is queued on it, in bytes.
  public var lowWaterMark = 64 << 10
  /// How long the server's preface, and a block of its header fields, may take.
  public var headerDeadline: Duration = .seconds(10)
  /// How long a connection without a request stays; nil until the server or the owner ends it.
  public var idleTimeout: Duration?
  /// How long the connection may be silent before it is asked for a sign of life; nil never. Servers of gRPC end
  /// connections that ask more often than every 5 minutes, unless they are set otherwise (gRFC A8, "too_many_pings").
  public var keepaliveInterval: Duration? = .seconds(300)
  /// How long that sign may take before the connection counts as lost.
  public var keepaliveTimeout: Duration = .seconds(20)
  /// Whether a connection without a request is asked for signs of life, too. Servers of gRPC dislike it (gRFC A8).
  public var keepsIdleAlive = false
  /// How long a stream on which data waits, or a connection with output, may stand still although the other side shows signs
  /// of life: its window stays shut, or it does not read. Then the stream is reset with CANCEL, or the connection counts as
  /// lost, at most a quarter later. Less than 1,024 bytes in a quarter of this time is standing still; nil for ever.
  public var stallTimeout: Duration? = .seconds(60)
  /// The most bytes that wait on all streams of a connection together: a stream on which more is sent is reset with
  /// ENHANCE_YOUR_CALM, and what waits on it is dropped. An array that waits on many connections is held once, but counted on
  /// each.
  public var maximumQueuedBytes = 64 << 20
  /// The most frames of a kind that a server may send in a burst: PING beyond one for each frame of data that was
  /// sent; SETTINGS; RST_STREAM of streams that are over; and frames that say nothing (empty DATA, interim responses, GOAWAY again, WINDOW_UPDATE beyond three for
  /// each frame of data that was sent). Each kind is counted by itself, and regains a tenth of this a second. More ends the
  /// connection with ENHANCE_YOUR_CALM.
  public var floodBurst = 200
  /// The number of the first stream; tests begin near the last one.
  var firstStream: Int32 = 1

  /// The defaults.
  public init() {}
}
