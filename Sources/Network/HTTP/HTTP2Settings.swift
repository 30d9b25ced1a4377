/// The bounds of one HTTP/2 session, whichever side it is.
struct HTTP2Settings {
  /// Which side.
  enum Role {
    case server
    case client
  }

  let role: Role
  let maximumConcurrentStreams: UInt32
  let maximumHeaderListSize: Int
  let streamWindow: Int32
  let connectionWindow: Int32
  let lowWaterMark: Int
  let headerDeadline: Duration
  let idleTimeout: Duration?
  let keepaliveInterval: Duration?
  let keepaliveTimeout: Duration
  /// Whether a connection without a stream is asked for signs of life, too.
  let keepsIdleAlive: Bool
  let stallTimeout: Duration?
  let maximumQueuedBytes: Int
  /// How long streams may go on when the connection has reached its maximum age.
  let ageGrace: Duration
  let floodBurst: Int

  init(_ configuration: HTTPServerConfiguration) {
    role = .server
    maximumConcurrentStreams = configuration.maximumConcurrentStreams
    maximumHeaderListSize = configuration.maximumHeaderListSize
    streamWindow = configuration.streamWindow
    connectionWindow = configuration.connectionWindow
    lowWaterMark = configuration.lowWaterMark
    headerDeadline = configuration.headerDeadline
    idleTimeout = configuration.idleTimeout
    keepaliveInterval = configuration.keepaliveInterval
    keepaliveTimeout = configuration.keepaliveTimeout
    keepsIdleAlive = true
    ageGrace = configuration.ageGrace
    stallTimeout = configuration.stallTimeout
    maximumQueuedBytes = configuration.maximumQueuedBytes
    floodBurst = configuration.floodBurst
  }

  init(_ configuration: HTTPClientConfiguration) {
    role = .client
    maximumConcurrentStreams = configuration.maximumConcurrentStreams
    maximumHeaderListSize = configuration.maximumHeaderListSize
    streamWindow = configuration.streamWindow
    connectionWindow = configuration.connectionWindow
    lowWaterMark = configuration.lowWaterMark
    headerDeadline = configuration.headerDeadline
    idleTimeout = configuration.idleTimeout
    keepaliveInterval = configuration.keepaliveInterval
    keepaliveTimeout = configuration.keepaliveTimeout
    keepsIdleAlive = configuration.keepsIdleAlive
    ageGrace = .zero
    stallTimeout = configuration.stallTimeout
    maximumQueuedBytes = configuration.maximumQueuedBytes
    floodBurst = configuration.floodBurst
  }
}
