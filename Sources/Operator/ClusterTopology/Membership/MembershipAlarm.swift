/// The rules of health were overruled, or left an access point without any broker: to be said loudly.
public struct MembershipAlarm: Sendable, Hashable, CustomStringConvertible {
  /// What happened.
  public enum Kind: Sendable, Hashable {
    /// By their health no broker would remain; the last set that was not empty stays.
    case noEndpointWouldRemain
    /// Most brokers disappeared from the reports at once; the last set that was not empty stays.
    case reportsVanished([Int32])
    /// By their health no broker is in, and none ever was.
    case noEndpoint
  }

  /// What happened.
  public let kind: Kind
  /// The access point.
  public let accessPoint: String
  /// The brokers that stay in its bootstrap cluster.
  public let kept: [Int32]

  /// What happened, in words.
  public var description: String {
    let ids = kept.map { String($0) }.joined(separator: ", ")
    switch kind {
    case .noEndpointWouldRemain:
      return "access point '\(accessPoint)': no broker is healthy; brokers \(ids) stay in the bootstrap cluster"
    case .reportsVanished(let lost):
      let names = lost.map { String($0) }.joined(separator: ", ")
      return "access point '\(accessPoint)': the reports of brokers \(names) vanished at once; "
        + "brokers \(ids) stay in the bootstrap cluster"
    case .noEndpoint:
      return "access point '\(accessPoint)': no broker is healthy, and none was before; the bootstrap cluster is empty"
    }
  }
}
