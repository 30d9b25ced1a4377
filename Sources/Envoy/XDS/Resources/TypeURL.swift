/// The type of a resource, as the protocol names it: `type.googleapis.com/` and the message's full name.
public struct TypeURL: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// What says which type it is: for the known ones without a string, since types are compared and copied all the time.
  private enum Storage: Hashable {
    case cluster, endpoints, listener, route, secret
    case other(String)
  }

  private let storage: Storage

  private init(_ storage: Storage) { self.storage = storage }

  /// A type by its URL; any text is allowed, and types that are not listed here are carried without being understood.
  public init(rawValue: String) {
    let length = rawValue.utf8.count
    for (known, knownLength) in Self.lengths where knownLength == length && known.rawValue == rawValue {
      self = known
      return
    }
    storage = .other(rawValue)
  }

  /// The URL.
  public var rawValue: String {
    switch storage {
    case .cluster: "type.googleapis.com/envoy.config.cluster.v3.Cluster"
    case .endpoints: "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment"
    case .listener: "type.googleapis.com/envoy.config.listener.v3.Listener"
    case .route: "type.googleapis.com/envoy.config.route.v3.RouteConfiguration"
    case .secret: "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret"
    case .other(let url): url
    }
  }

  /// Clusters (CDS).
  public static let cluster = TypeURL(.cluster)
  /// The endpoints of a cluster (EDS).
  public static let endpoints = TypeURL(.endpoints)
  /// Listeners (LDS).
  public static let listener = TypeURL(.listener)
  /// Route configurations (RDS).
  public static let route = TypeURL(.route)
  /// Secrets (SDS).
  public static let secret = TypeURL(.secret)

  /// Those that have a rank of their own, in its order.
  static let known = [cluster, endpoints, listener, route, secret]

  private static let lengths = known.map { ($0, $0.rawValue.utf8.count) }

  /// The URL.
  public var description: String { rawValue }
}

extension TypeURL {
  /// The place in a push: CDS, EDS, LDS, RDS, SDS, then every other type.
  var rank: Int {
    switch storage {
    case .cluster: 0
    case .endpoints: 1
    case .listener: 2
    case .route: 3
    case .secret: 4
    case .other: 5
    }
  }

  /// Whether a first request without names asks for everything. EDS, RDS and SDS ask by name, and so an empty list asks
  /// for nothing there.
  var allowsImplicitWildcard: Bool {
    switch storage {
    case .endpoints, .route, .secret: false
    case .cluster, .listener, .other: true
    }
  }

  /// Whether a state-of-the-world response is the complete set, where absence is deletion. For EDS, RDS and SDS a
  /// response names only what changed. A type that is not known gets complete sets, which is allowed for every type.
  var isSentWhole: Bool { allowsImplicitWildcard }

  /// The types whose resources can point at resources of this type: nothing of this type is taken away before they
  /// have stopped.
  var referrers: [TypeURL] {
    switch storage {
    case .cluster: Self.clusterReferrers
    case .endpoints: Self.endpointsReferrers
    case .route: Self.routeReferrers
    case .secret: Self.secretReferrers
    case .listener, .other: []
    }
  }

  // Made once: they are asked for with every response.
  private static let clusterReferrers = [listener, route]
  private static let endpointsReferrers = [cluster]
  private static let routeReferrers = [listener]
  private static let secretReferrers = [cluster, listener]

  /// The types that must have been sent, and not rejected, before this type's newest resources go to a stream.
  var prerequisites: [TypeURL] {
    switch storage {
    case .listener, .route: Self.listenerPrerequisites
    case .cluster, .endpoints, .secret, .other: []
    }
  }

  /// What clusters and listeners have in common: the types before listeners.
  static let listenerPrerequisites = [cluster, endpoints]
}
