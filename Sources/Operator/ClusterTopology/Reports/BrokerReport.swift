/// How a broker is, as far as clients that look for any broker are concerned.
public enum BrokerHealth: String, Sendable, Hashable, CaseIterable {
  /// It serves.
  case healthy
  /// It runs and does not serve.
  case unhealthy
  /// It serves, and is about to leave.
  case draining
  /// It cannot be reached.
  case unreachable
  /// Nothing is known.
  case unknown
}

/// Where a broker is reached.
public struct BrokerLocation: Sendable, Hashable {
  /// Its address.
  public let address: IPAddress
  /// Its port, where it differs from the container port of the listener.
  public let port: UInt16?

  /// A location.
  public init(address: IPAddress, port: UInt16? = nil) {
    self.address = address
    self.port = port
  }
}

/// What is said about one broker: where it is and how it is.
public struct BrokerReport: Sendable, Hashable {
  /// The broker's id.
  public let id: Int32
  /// Where it is.
  public let location: BrokerLocation
  /// How it is.
  public let health: BrokerHealth

  /// A report.
  public init(id: Int32, location: BrokerLocation, health: BrokerHealth) {
    self.id = id
    self.location = location
    self.health = health
  }
}
