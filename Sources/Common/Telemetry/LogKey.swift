/// A key of a log line. All keys stand here, so that the same thing has the same name everywhere.
///
/// The raw value is the key as it is written.
public enum LogKey: String, Sendable, Hashable, CaseIterable {
  /// The name of an access point: one Envoy's way into a cluster.
  case accessPoint = "access_point"
  /// The address of a socket.
  case address
  /// The state after a change.
  case after
  /// An agent, by what it may report.
  case agent
  /// Which try it is, from 1.
  case attempt
  /// The state before a change.
  case before
  /// A broker, as `<namespace>/<cluster>/<id>`.
  case broker
  /// A KafkaCluster, as `<namespace>/<name>`.
  case cluster
  /// A status, as the protocol at hand names it.
  case code
  /// How many.
  case count
  /// What went wrong.
  case error
  /// When something stops to be valid.
  case expiry
  /// The path of a file.
  case file
  /// The number of a snapshot.
  case generation
  /// The group of Envoys that share a snapshot.
  case group
  /// Who holds a lease.
  case holder
  /// The namespace and name of a lease.
  case lease
  /// A bound.
  case limit
  /// A namespace of Kubernetes.
  case namespace
  /// The id of a node, that is, of an Envoy.
  case node
  /// The name of an object of Kubernetes, with its namespace.
  case object
  /// Why.
  case reason
  /// What a request asks for: verb, resource, name and namespace.
  case request
  /// A kind of objects of Kubernetes, as paths name it.
  case resource
  /// The name of a Secret, never what it holds.
  case secret
  /// A selector of labels or fields.
  case selector
  /// A Service, as `<namespace>/<name>`.
  case service
  /// The name of a signal.
  case signal
  /// The number of a stream.
  case stream
  /// What of a broker changed.
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
