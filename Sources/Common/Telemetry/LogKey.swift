/// A key of a log line. All keys stand here, so that the same thing has the same name everywhere.
///
/// The raw value is the key as it is written.
public enum LogKey: String, Sendable, Hashable, CaseIterable {
  /// The name of an access point: one Envoy's way into a cluster.
  case accessPoint = "access_point"
  /// The address of a socket.
  case address
  /// Which try it is, from 1.
  case attempt
  /// The id of a broker.
  case broker
  /// How many bytes.
  case bytes
  /// The name of a Kafka cluster.
  case cluster
  /// A status, as the protocol at hand names it.
  case code
  /// How many.
  case count
  /// How long something took, or will take.
  case duration
  /// What went wrong.
  case error
  /// The path of a file.
  case file
  /// The number of a snapshot.
  case generation
  /// The group of Envoys that share a snapshot.
  case group
  /// The bound that was met.
  case limit
  /// The name of a listener.
  case listener
  /// The id of a node, that is, of an Envoy.
  case node
  /// The nonce of a response.
  case nonce
  /// The place in a document.
  case path
  /// The other end of a connection.
  case peer
  /// The number of a port.
  case port
  /// Why.
  case reason
  /// What to do about it.
  case remedy
  /// The names of resources.
  case resources
  /// What a peer asked for.
  case service
  /// The name of a signal.
  case signal
  /// What something is now.
  case state
  /// The number of a stream.
  case stream
  /// The subject of a certificate.
  case subject
  /// How many lines of the kind were held back since the last one; a limited logger adds it.
  case suppressed
  /// Set where a line was too long and lost its last values.
  case truncated
  /// The type of a resource.
  case type
  /// The version of a resource, of a set of them, or of the program.
  case version

  /// The key as it is written.
  public var name: String { rawValue }
}
