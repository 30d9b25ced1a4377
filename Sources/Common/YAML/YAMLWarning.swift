/// Something legal that is probably not meant.
public struct YAMLWarning: Sendable, Hashable, CustomStringConvertible {
  /// What.
  public let message: String
  /// Where.
  public let position: YAMLPosition

  /// The place and the message.
  public var description: String { "\(position): \(message)" }
}
