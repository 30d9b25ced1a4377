import EnvoyAPI
import Protobuf

/// What keeps an Envoy alive when too many clients come: a limit of connections, and of the heap where one is set.
enum OverloadLimits {
  /// The share of the heap at which Envoy gives free memory back, and at which it stops accepting connections: those of
  /// Envoy's own guide to edge proxies.
  private static let shrinkShare = 0.92
  private static let stopShare = 0.95

  static func manager(_ options: EnvoyBootstrapOptions) -> OverloadManager {
    OverloadManager {
      // Envoy's default is 1 s; in that time a storm of clients can fill the heap.
      $0.refreshInterval = .milliseconds(250)
      let connections = DownstreamConnectionsConfig {
        $0.maxActiveDownstreamConnections = Int64(options.maximumConnections)
      }
      $0.resourceMonitors = [monitor("envoy.resource_monitors.global_downstream_max_connections", connections)]
      guard let bytes = options.maximumHeapBytes else { return }
      let heap = "envoy.resource_monitors.fixed_heap"
      $0.resourceMonitors.append(monitor(heap, FixedHeapConfig { $0.maxHeapSizeBytes = bytes }))
      $0.actions = [
        action("envoy.overload_actions.shrink_heap", heap, above: shrinkShare),
        action("envoy.overload_actions.stop_accepting_connections", heap, above: stopShare),
      ]
    }
  }

  private static func monitor<Message: ProtobufMessage>(_ name: String, _ message: Message) -> ResourceMonitor {
    ResourceMonitor {
      $0.name = name
      $0.configType = .typedConfig(ProtobufAny(packing: message))
    }
  }

  private static func action(_ name: String, _ monitor: String, above share: Double) -> OverloadAction {
    OverloadAction {
      $0.name = name
      $0.triggers = [
        Trigger {
          $0.name = monitor
          $0.triggerOneof = .threshold(ThresholdTrigger { $0.value = share })
        }
      ]
    }
  }
}
