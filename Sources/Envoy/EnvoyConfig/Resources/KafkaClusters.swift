import EnvoyAPI
import Protobuf

/// The clusters that connections go to. They hold nothing that moves: endpoints come by EDS, under the cluster's name.
enum KafkaClusters {
  /// A broker's own cluster.
  static func broker(_ id: Int32) -> Cluster { cluster(ResourceNames.broker(id)) }

  /// The cluster of every broker that clients may bootstrap from.
  static var bootstrap: Cluster {
    var cluster = cluster(ResourceNames.bootstrap)
    cluster.outlierDetection = outlierDetection
    return cluster
  }

  private static func cluster(_ name: String) -> Cluster {
    Cluster {
      $0.name = name
      $0.clusterDiscoveryType = .type(.eds)
      $0.edsClusterConfig = Cluster.EdsClusterConfig { $0.edsConfig = .ads }
      $0.connectTimeout = Tuning.connectTimeout
      $0.perConnectionBufferLimitBytes = Tuning.bufferLimitBytes
      // In turn: the next attempt to connect goes to another broker. LEAST_REQUEST draws at random, and was seen to
      // try a dead one of two three times.
      $0.lbPolicy = .roundRobin
      $0.circuitBreakers = circuitBreakers
      // 0: a broker that is out is not used, however few are left. By default half of them suffice to ignore health.
      $0.commonLbConfig = Cluster.CommonLbConfig { $0.healthyPanicThreshold = Percent { $0.value = 0 } }
      $0.upstreamConnectionOptions = UpstreamConnectionOptions { $0.tcpKeepalive = .standard }
      // An endpoint that EDS takes away is gone, whatever was thought of its health.
      $0.ignoreHealthOnHostRemoval = true
    }
  }

  private static var circuitBreakers: CircuitBreakers {
    CircuitBreakers {
      $0.thresholds = [
        CircuitBreakers.Thresholds {
          $0.maxConnections = Tuning.maxConnections
          $0.maxPendingRequests = Tuning.maxConnections
          $0.maxRequests = Tuning.maxConnections
        }
      ]
    }
  }

  /// What keeps clients away from a broker that died while nobody could tell Envoy: connects that fail in a row. The
  /// statistical detectors stay off; they would judge brokers by how many clients they happen to have.
  private static var outlierDetection: OutlierDetection {
    OutlierDetection {
      $0.splitExternalLocalOriginErrors = true
      $0.consecutiveLocalOriginFailure = Tuning.outlierFailures
      $0.enforcingConsecutiveLocalOriginFailure = 100
      $0.interval = Tuning.outlierInterval
      $0.baseEjectionTime = Tuning.outlierBaseEjection
      $0.maxEjectionTime = Tuning.outlierMaximumEjection
      $0.maxEjectionPercent = Tuning.outlierMaximumPercent
      $0.enforcingSuccessRate = 0
      $0.enforcingLocalOriginSuccessRate = 0
    }
  }
}
