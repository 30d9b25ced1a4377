import Synchronization

/// The bounds of HTTP/2 sessions, whichever side they are.
///
/// The connections of a server share one: it would be 200 bytes on each.
final class HTTP2Settings: Sendable {
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
  /// From one check for what stands still to the next: made once, as a duration takes long to divide.
  let stallInterval: Duration?
  let maximumQueuedBytes: Int
  /// How long streams may go on when the connection has reached its maximum age.
  let ageGrace: Duration
  let floodBurst: Int

  /// The last that was made of a server's configuration, and that configuration.
  private static let latest = Mutex<(configuration: HTTPServerConfiguration, settings: HTTP2Settings)?>(nil)

  /// Those of a server's configuration: the same object as the last time where the configuration is the same.
  static func shared(_ configuration: HTTPServerConfiguration) -> HTTP2Settings {
    latest.withLock { latest in
      if let latest, latest.configuration == configuration { return latest.settings }
      let settings = HTTP2Settings(configuration)
      latest = (configuration, settings)
      return settings
    }
  }

  private init(_ configuration: HTTPServerConfiguration) {
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
    stallInterval = configuration.stallTimeout.map { $0 / StallCounter.checks }
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
    stallInterval = configuration.stallTimeout.map { $0 / StallCounter.checks }
    maximumQueuedBytes = configuration.maximumQueuedBytes
    floodBurst = configuration.floodBurst
  }
}
