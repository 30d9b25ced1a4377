/// The type of a resource, as the protocol names it: `type.googleapis.com/` and the message's full name.
public struct TypeURL: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// The URL.
  public let rawValue: String

  /// A type by its URL; any text is allowed, and types that are not listed here are carried without being understood.
  public init(rawValue: String) {
    // One string for each known type: equality is then one of addresses.
    for known in Self.known where known.rawValue == rawValue {
      self = known
      return
    }
    self.rawValue = rawValue
  }

  private init(known rawValue: String) { self.rawValue = rawValue }

  /// Clusters (CDS).
  public static let cluster = TypeURL(known: "type.googleapis.com/envoy.config.cluster.v3.Cluster")
  /// The endpoints of a cluster (EDS).
  public static let endpoints = TypeURL(known: "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment")
  /// Listeners (LDS).
  public static let listener = TypeURL(known: "type.googleapis.com/envoy.config.listener.v3.Listener")
  /// Route configurations (RDS).
  public static let route = TypeURL(known: "type.googleapis.com/envoy.config.route.v3.RouteConfiguration")
  /// Secrets (SDS).
  public static let secret = TypeURL(known: "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret")

  private static let known = [cluster, endpoints, listener, route, secret]

  /// The URL.
  public var description: String { rawValue }
}

extension TypeURL {
  /// The place in a push: CDS, EDS, LDS, RDS, SDS, then every other type.
  var rank: Int {
    switch self {
    case .cluster: 0
    case .endpoints: 1
    case .listener: 2
    case .route: 3
    case .secret: 4
    default: 5
    }
  }

  /// Whether a first request without names asks for everything. EDS, RDS and SDS ask by name, and so an empty list asks
  /// for nothing there.
  var allowsImplicitWildcard: Bool {
    switch self {
    case .endpoints, .route, .secret: false
    default: true
    }
  }

  /// Whether a state-of-the-world response is the complete set, where absence is deletion. For EDS, RDS and SDS a
  /// response names only what changed. A type that is not known gets complete sets, which is allowed for every type.
  var isSentWhole: Bool { allowsImplicitWildcard }

  /// The types whose resources can point at resources of this type: nothing of this type is taken away before they
  /// have stopped.
  var referrers: [TypeURL] {
    switch self {
    case .cluster: [.listener, .route]
    case .endpoints: [.cluster]
    case .route: [.listener]
    case .secret: [.cluster, .listener]
    default: []
    }
  }

  /// The types that must have been sent, and not rejected, before this type's newest resources go to a stream.
  var prerequisites: [TypeURL] {
    switch self {
    case .listener, .route: [.cluster, .endpoints]
    default: []
    }
  }
}
