import ClusterTopology
import EnvoyAPI
import Protobuf

/// The listener that load balancers ask whether this Envoy can serve: `/healthcheck` is 200 while the bootstrap
/// cluster has a healthy broker, 503 else.
enum HealthListener {
  static func listener(of point: AccessPoint, _ options: EnvoyOptions) -> Listener {
    Listener {
      $0.name = ResourceNames.health
      $0.statPrefix = ResourceNames.health
      $0.address = .binding(options.listenAddress, port: point.healthCheckPort)
      $0.filterChains = [
        FilterChain {
          $0.name = ResourceNames.health
          $0.filters = [Filter("envoy.filters.network.http_connection_manager", manager(of: point))]
        }
      ]
      // An Envoy that is full still answers, or the load balancer would take its connections away.
      $0.ignoreGlobalConnLimit = true
    }
  }

  private static func manager(of point: AccessPoint) -> HttpConnectionManager {
    HttpConnectionManager {
      $0.statPrefix = ResourceNames.healthStatistics
      $0.routeSpecifier = .routeConfig(redirectToHealthCheck)
      $0.httpFilters = [HttpFilter("envoy.filters.http.health_check", healthCheck), .router]
      $0.streamIdleTimeout = Tuning.requestTimeout
      $0.requestHeadersTimeout = Tuning.requestTimeout
      $0.commonHttpProtocolOptions = HttpProtocolOptions { $0.idleTimeout = Tuning.httpIdleTimeout }
      if point.enableHealthCheckHttp10 {
        $0.httpProtocolOptions = Http1ProtocolOptions { $0.acceptHttp10 = true }
      }
    }
  }

  private static var healthCheck: HTTPHealthCheck {
    HTTPHealthCheck {
      $0.passThroughMode = false
      $0.clusterMinHealthyPercentages = [
        ResourceNames.bootstrap: Percent { $0.value = Tuning.minimumHealthyPercent }
      ]
      $0.headers = [
        HeaderMatcher {
          $0.name = ":path"
          $0.headerMatchSpecifier = .stringMatch(
            StringMatcher {
              $0.matchPattern = .exact("/healthcheck")
              $0.ignoreCase = true
            })
        }
      ]
    }
  }

  /// Every other path leads there, as with Koperator.
  private static var redirectToHealthCheck: RouteConfiguration {
    RouteConfiguration {
      $0.name = ResourceNames.health
      $0.virtualHosts = [
        VirtualHost {
          $0.name = ResourceNames.health
          $0.domains = ["*"]
          $0.routes = [
            Route {
              $0.match = RouteMatch { $0.pathSpecifier = .prefix("/") }
              $0.action = .redirect(RedirectAction { $0.pathRewriteSpecifier = .pathRedirect("/healthcheck") })
            }
          ]
        }
      ]
    }
  }
}
