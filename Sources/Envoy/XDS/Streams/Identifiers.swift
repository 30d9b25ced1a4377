/// A group of proxies that share one snapshot: those of one cluster and access point.
public struct GroupID: RawRepresentable, Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The group's name.
  public let rawValue: String

  /// A group by its name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The name.
  public var description: String { rawValue }

  /// Orders by name.
  public static func < (left: GroupID, right: GroupID) -> Bool { left.rawValue < right.rawValue }
}

/// One discovery stream; the server numbers its streams as it likes, each number once.
public struct StreamID: RawRepresentable, Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The number.
  public let rawValue: UInt64

  /// A stream by its number.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The number as text.
  public var description: String { String(rawValue) }

  /// Orders by number.
  public static func < (left: StreamID, right: StreamID) -> Bool { left.rawValue < right.rawValue }
}

/// Which of the protocol's two forms a stream speaks.
public enum XDSVariant: Sendable, Hashable {
  /// `Stream…`: requests carry the whole list of names, responses the versions of whole types.
  case stateOfTheWorld
  /// `Delta…`: requests and responses carry what changed.
  case delta
}

/// Which types a stream carries.
public enum XDSService: Sendable, Hashable {
  /// The aggregated service (ADS): any types, each request names its own.
  case aggregated
  /// A service of one type (LDS, CDS, EDS, SDS, …).
  case single(TypeURL)
}
