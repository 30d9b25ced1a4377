/// Which broker of Kafka it is, whatever its pod.
struct BrokerName: Sendable, Hashable, CustomStringConvertible {
  let namespace: String
  let cluster: String
  let id: Int32

  init(_ broker: WatchedBroker) {
    namespace = broker.namespace
    cluster = broker.cluster
    id = broker.id
  }

  /// `<namespace>/<cluster>/<id>`.
  var description: String { "\(namespace)/\(cluster)/\(id)" }
}
