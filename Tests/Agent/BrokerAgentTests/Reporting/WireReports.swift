import AgentAPI
import Protobuf

/// What the server reads.
enum WireReports {
  static func read(_ bytes: [UInt8]) throws -> BrokerReport? {
    guard case .report(let report) = try AgentMessage(serialized: bytes).message else { return nil }
    return report
  }
}
