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
  /// How long the first request, HTTP/2's preface, or a block of header fields, may take.
  public var headerDeadline: Duration = .seconds(10)
  /// How long a connection without a request may stay; nil for ever.
  public var idleTimeout: Duration? = .seconds(600)
  /// How long an HTTP/2 connection may be silent before it is asked for a sign of life; nil never.
  public var keepaliveInterval: Duration? = .seconds(30)
  /// How long that sign may take before the connection counts as lost.
  public var keepaliveTimeout: Duration = .seconds(10)
  /// How long a connection may live before it is ended gently, with GOAWAY or `Connection: close`; nil for ever. The owner
  /// adds its jitter to each connection, so that clients that came together do not come back together.
  public var maximumAge: Duration?
  /// How long requests may go on after that, before they are ended with the connection.
  public var ageGrace: Duration = .seconds(30)
  /// How long a stream on which data waits, or a connection with output, may stand still although the other side shows signs
  /// of life: its window stays shut, or it does not read. Then the stream is reset with CANCEL (an HTTP/1.1
  /// connection ends), or the connection counts as lost, at most a quarter later. Less than 1,024 bytes in a quarter of this time is standing still; nil for ever.
  public var stallTimeout: Duration? = .seconds(60)
  /// The most bytes that wait on all streams of a connection together: a stream on which more is sent is reset with
  /// ENHANCE_YOUR_CALM (an HTTP/1.1 connection ends), and what waits on it is dropped. An array that waits on many connections is held once, but counted on
  /// each.
  public var maximumQueuedBytes = 64 << 20
  /// How fast the body of an HTTP/1.1 request must come, in bytes a second on the average, after a start of `headerDeadline`,
  /// which is also the longest silence in it: else it is answered with 408.
  public var minimumBodyRate = 500
  /// The most frames of a kind that a client may send in a burst: PING beyond one for each frame of data that was sent;
  /// SETTINGS; RST_STREAM before the end of the response was sent, and what makes us send one (CVE-2023-44487,
  /// CVE-2025-8671); and frames that say nothing (PRIORITY, empty DATA, GOAWAY again, WINDOW_UPDATE beyond three for each
  /// frame of data that was sent). Each kind is counted by itself, and regains a tenth of this a second. More ends the
  /// connection with ENHANCE_YOUR_CALM.
  public var floodBurst = 200
  /// The most bytes of pipelined HTTP/1.1 requests that wait.
  public var maximumPipelinedBytes = 64 << 10

  /// The defaults.
  public init() {}
}
