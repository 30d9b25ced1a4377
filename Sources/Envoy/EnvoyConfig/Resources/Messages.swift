import ClusterTopology
import EnvoyAPI
import Protobuf

// Messages that several resources are made of.

extension Address {
  /// An address to connect to.
  static func connecting(to address: IPAddress, port: UInt16) -> Address {
    Address {
      $0.address = .socketAddress(
        SocketAddress {
          $0.address = address.description
          $0.portSpecifier = .portValue(UInt32(port))
        })
    }
  }

  /// An address to bind. `::` takes IPv4 connections too.
  static func binding(_ address: IPAddress, port: UInt16) -> Address {
    Address {
      $0.address = .socketAddress(
        SocketAddress {
          $0.address = address.description
          $0.portSpecifier = .portValue(UInt32(port))
          $0.ipv4Compat = address.isIPv6 && address.isUnspecified
        })
    }
  }

  /// A Unix socket that only its owner may use.
  static func unixSocket(_ path: String) -> Address {
    Address {
      $0.address = .pipe(
        Pipe {
          $0.path = path
          $0.mode = 0o600
        })
    }
  }
}

extension ConfigSource {
  /// The stream that everything comes by.
  static var ads: ConfigSource {
    ConfigSource {
      $0.configSourceSpecifier = .ads(AggregatedConfigSource())
      $0.resourceApiVersion = .v3
      $0.initialFetchTimeout = Tuning.initialFetchTimeout
    }
  }
}

extension Filter {
  init<Message: ProtobufMessage>(_ name: String, _ message: Message) {
    self.init {
      $0.name = name
      $0.configType = .typedConfig(ProtobufAny(packing: message))
    }
  }
}

extension HttpFilter {
  init<Message: ProtobufMessage>(_ name: String, _ message: Message) {
    self.init {
      $0.name = name
      $0.configType = .typedConfig(ProtobufAny(packing: message))
    }
  }

  /// The filter that ends every chain of HTTP filters.
  static var router: HttpFilter { HttpFilter("envoy.filters.http.router", Router()) }
}
