/// The number of an API: what a request asks for.
public struct ApiKey: RawRepresentable, Sendable, Hashable {
  public let rawValue: Int16

  public init(rawValue: Int16) { self.rawValue = rawValue }
}
