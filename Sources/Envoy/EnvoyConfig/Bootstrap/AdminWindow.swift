import ClusterTopology
import EnvoyAPI
import Protobuf

/// What others may see of Envoy's admin interface: a listener on `adminPort` passes `GET /ready` and
/// `GET /stats/prometheus`, and nothing else, to the Unix socket. Koperator published the whole interface.
///
/// Where the options allow it, who comes from the loopback may also take the Envoy out of service.
enum AdminWindow {
  // Not "admin": Envoy names the statistics of its own admin listener so.
  private static let name = "admin-window"
  private static let localName = "admin-window-local"
  private static let paths = ["/ready", "/stats/prometheus"]
  /// Makes `/ready` and `/healthcheck` fail from now on.
  private static let failHealthCheck = "/healthcheck/fail"

  static func cluster(_ options: EnvoyBootstrapOptions) -> Cluster {
    Cluster {
      $0.name = name
      $0.clusterDiscoveryType = .type(.static)
      $0.connectTimeout = .seconds(1)
      $0.loadAssignment = ClusterLoadAssignment {
        $0.clusterName = name
        $0.endpoints = [
          LocalityLbEndpoints {
            $0.lbEndpoints = [
              LbEndpoint {
                $0.hostIdentifier = .endpoint(Endpoint { $0.address = .unixSocket(options.adminSocket) })
              }
            ]
          }
        ]
      }
    }
  }

  static func listener(of point: AccessPoint, _ options: EnvoyBootstrapOptions) -> Listener {
    Listener {
      $0.name = name
      $0.statPrefix = name
      $0.address = .binding(options.listenAddress, port: point.adminPort)
      if options.drainsByLoopback {
        var chain = chain(localName, routes: paths.map { route($0) } + [route(failHealthCheck, method: "POST")])
        chain.filterChainMatch = FilterChainMatch {
          $0.sourcePrefixRanges = [range("127.0.0.0", 8), range("::1", 128)]
        }
        $0.filterChains.append(chain)
      }
      $0.filterChains.append(chain(name, routes: paths.map { route($0) }))
      $0.ignoreGlobalConnLimit = true
    }
  }

  private static func range(_ address: String, _ length: UInt32) -> CidrRange {
    CidrRange {
      $0.addressPrefix = address
      $0.prefixLen = length
    }
  }

  private static func chain(_ name: String, routes: [Route]) -> FilterChain {
    let manager = HttpConnectionManager {
      $0.statPrefix = name
      $0.routeSpecifier = .routeConfig(routeConfiguration(name, routes))
      $0.httpFilters = [.router]
      $0.requestHeadersTimeout = Tuning.requestTimeout
      $0.commonHttpProtocolOptions = HttpProtocolOptions { $0.idleTimeout = Tuning.httpIdleTimeout }
    }
    return FilterChain {
      $0.name = name
      $0.filters = [Filter("envoy.filters.network.http_connection_manager", manager)]
    }
  }

  private static func routeConfiguration(_ name: String, _ routes: [Route]) -> RouteConfiguration {
    RouteConfiguration {
      $0.name = name
      $0.virtualHosts = [
        VirtualHost {
          $0.name = name
          $0.domains = ["*"]
          $0.routes = routes
        }
      ]
    }
  }

  private static func route(_ path: String, method: String = "GET") -> Route {
    Route {
      $0.match = RouteMatch {
        $0.pathSpecifier = .path(path)
        $0.headers = [
          HeaderMatcher {
            $0.name = ":method"
            $0.headerMatchSpecifier = .stringMatch(StringMatcher { $0.matchPattern = .exact(method) })
          }
        ]
      }
      $0.action = .route(RouteAction { $0.clusterSpecifier = .cluster(name) })
    }
  }
}
