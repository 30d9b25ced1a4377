/// The keys that log lines carry. All of them stand here, so that the same thing has the same name everywhere.
public struct LogKey: Sendable, Hashable {
  /// The key as it is written.
  public let name: String

  private init(_ name: String) { self.name = name }

  /// The address of a socket.
  public static let address = LogKey("address")
  /// The id of a broker.
  public static let broker = LogKey("broker")
  /// The name of a Kafka cluster.
  public static let cluster = LogKey("cluster")
  /// How many.
  public static let count = LogKey("count")
  /// How long something took.
  public static let duration = LogKey("duration")
  /// What went wrong.
  public static let error = LogKey("error")
  /// The path of a file.
  public static let file = LogKey("file")
  /// The number of a snapshot.
  public static let generation = LogKey("generation")
  /// The group of Envoys that share a snapshot.
  public static let group = LogKey("group")
  /// The name of a listener.
  public static let listener = LogKey("listener")
  /// The id of a node, that is, of an Envoy.
  public static let node = LogKey("node")
  /// The place in a document.
  public static let path = LogKey("path")
  /// The other end of a connection.
  public static let peer = LogKey("peer")
  /// Why.
  public static let reason = LogKey("reason")
  /// What to do about it.
  public static let remedy = LogKey("remedy")
  /// The names of resources.
  public static let resources = LogKey("resources")
  /// The name of a signal.
  public static let signal = LogKey("signal")
  /// The number of a stream.
  public static let stream = LogKey("stream")
  /// The type of a resource.
  public static let type = LogKey("type")
  /// The version of a resource, of a set of them, or of the program.
  public static let version = LogKey("version")
}
