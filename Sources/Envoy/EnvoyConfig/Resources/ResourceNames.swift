/// The names of resources: those that Koperator's static files have, so that dashboards go on working.
enum ResourceNames {
  /// The bootstrap cluster and its listener.
  static let bootstrap = "all-brokers"
  /// The listener of all brokers and of the bootstrap, where they are told apart by name.
  static let brokers = "brokers"
  /// The chain of the bootstrap in that listener; those of the brokers have the names of their clusters.
  static let bootstrapChain = "bootstrap"
  /// The listener of `/healthcheck`.
  static let health = "health"
  /// The prefix of the statistics of `/healthcheck`.
  static let healthStatistics = "all-brokers-healthcheck"

  /// A broker's cluster, its endpoints and its listener.
  static func broker(_ id: Int32) -> String { "broker-\(id)" }
  /// The prefix of the statistics of a broker's proxy.
  static func brokerStatistics(_ id: Int32) -> String { "broker_tcp-\(id)" }
}
