/// The bounds of what is served at a time.
struct ServingLimits: Sendable {
  /// The watches that are open at a time.
  var watches = 10_000
  /// The bytes that wait for a client that reads slowly; it loses its watch where more come.
  var watchBytes = 16 << 20
  /// How often watches that want it are told how far they are: every minute, as the real server does.
  var bookmarkInterval = Duration.seconds(60)
}
