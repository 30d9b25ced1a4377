import ClusterTopology
import EnvoyAPI
import Protobuf

/// What others may see of Envoy's admin interface: a listener on `adminPort` passes `GET /ready` and
/// `GET /stats/prometheus`, and nothing else, to the Unix socket. Koperator published the whole interface.
enum AdminWindow {
  // Not "admin": Envoy names the statistics of its own admin listener so.
  private static let name = "admin-window"
  private static let paths = ["/ready", "/stats/prometheus"]

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
    let manager = HttpConnectionManager {
      $0.statPrefix = name
      $0.routeSpecifier = .routeConfig(routes)
      $0.httpFilters = [.router]
      $0.requestHeadersTimeout = Tuning.requestTimeout
      $0.commonHttpProtocolOptions = HttpProtocolOptions { $0.idleTimeout = Tuning.httpIdleTimeout }
    }
    return Listener {
      $0.name = name
      $0.statPrefix = name
      $0.address = .binding(options.listenAddress, port: point.adminPort)
      $0.filterChains = [
        FilterChain {
          $0.name = name
          $0.filters = [Filter("envoy.filters.network.http_connection_manager", manager)]
        }
      ]
      $0.ignoreGlobalConnLimit = true
    }
  }

  private static var routes: RouteConfiguration {
    RouteConfiguration {
      $0.name = name
      $0.virtualHosts = [
        VirtualHost {
          $0.name = name
          $0.domains = ["*"]
          for path in paths { $0.routes.append(route(path)) }
        }
      ]
    }
  }

  private static func route(_ path: String) -> Route {
    Route {
      $0.match = RouteMatch {
        $0.pathSpecifier = .path(path)
        $0.headers = [
          HeaderMatcher {
            $0.name = ":method"
            $0.headerMatchSpecifier = .stringMatch(StringMatcher { $0.matchPattern = .exact("GET") })
          }
        ]
      }
      $0.action = .route(RouteAction { $0.clusterSpecifier = .cluster(name) })
    }
  }
}
