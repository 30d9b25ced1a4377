/// What somebody does to a resource, by Kafka's numbers.
public enum AccessOperation: Int8, Sendable, Hashable, CaseIterable {
  case unknown = 0
  /// In filters alone: every operation.
  case any = 1
  /// In entries: every operation.
  case all = 2
  case read = 3
  case write = 4
  case create = 5
  case delete = 6
  case alter = 7
  case describe = 8
  case clusterAction = 9
  case describeConfigs = 10
  case alterConfigs = 11
  case idempotentWrite = 12
  case createTokens = 13
  case describeTokens = 14
  case twoPhaseCommit = 15

  /// Whether who is allowed this is allowed `other`, too (KIP-11, KIP-133). What is denied implies nothing.
  public func implies(_ other: AccessOperation) -> Bool {
    if self == other || self == .all { return true }
    switch other {
    case .describe: return self == .read || self == .write || self == .delete || self == .alter
    case .describeConfigs: return self == .alterConfigs
    default: return false
    }
  }

  /// The set of operations as one number, a bit for each one's number: the form of `authorizedOperations` (KIP-430).
  public static func bits(of operations: [AccessOperation]) -> Int32 {
    var bits: Int32 = 0
    for operation in operations { bits |= 1 << Int32(operation.rawValue) }
    return bits
  }
}
