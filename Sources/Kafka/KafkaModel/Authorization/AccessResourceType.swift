/// The kinds of resources that access is controlled for, by Kafka's numbers.
public enum AccessResourceType: Int8, Sendable, Hashable, CaseIterable {
  case unknown = 0
  /// In filters alone: every kind.
  case any = 1
  case topic = 2
  case group = 3
  case cluster = 4
  case transactionalID = 5
  case delegationToken = 6
  case user = 7

  /// The name of the one resource of the kind `cluster`.
  public static let clusterName = "kafka-cluster"

  /// The operations that there are on such a resource.
  public var operations: [AccessOperation] {
    switch self {
    case .unknown, .any: []
    case .topic: [.read, .write, .create, .delete, .alter, .describe, .describeConfigs, .alterConfigs]
    case .group: [.read, .delete, .describe, .describeConfigs, .alterConfigs]
    case .cluster: [.create, .alter, .describe, .clusterAction, .describeConfigs, .alterConfigs, .idempotentWrite]
    case .transactionalID: [.write, .describe, .twoPhaseCommit]
    case .delegationToken: [.describe]
    case .user: [.createTokens, .describeTokens]
    }
  }
}
