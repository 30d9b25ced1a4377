import EnvoyAPI
import Protobuf

/// TLS that ends in Envoy. The certificate comes by SDS, so that a new one changes no listener: open connections stay, and
/// the next handshake shows it.
enum DownstreamTLS {
  /// What ends TLS in front of a filter chain, with the certificate of a Secret. Kafka's clients know no ALPN, and show no
  /// certificate here: they authenticate themselves to the brokers by SASL.
  static func transportSocket(secret: String) -> TransportSocket {
    let context = DownstreamTlsContext {
      $0.commonTlsContext = CommonTlsContext {
        $0.tlsParams = TlsParameters {
          $0.tlsMinimumProtocolVersion = .tLSv1_2
          $0.tlsMaximumProtocolVersion = .tLSv1_3
        }
        $0.tlsCertificateSdsSecretConfigs = [
          SdsSecretConfig {
            $0.name = secret
            $0.sdsConfig = .ads
          }
        ]
      }
    }
    return TransportSocket {
      $0.name = "envoy.transport_sockets.tls"
      $0.configType = .typedConfig(ProtobufAny(packing: context))
    }
  }

  /// The resource that an Envoy gets: chain and key in one, so that they change together.
  static func secret(_ certificate: ServerCertificate) -> Secret {
    secret(certificate, key: DataSource { $0.specifier = .inlineBytes(certificate.privateKey.reveal()) })
  }

  /// The resource as a person may see it.
  static func redacted(_ certificate: ServerCertificate) -> Secret {
    secret(certificate, key: DataSource { $0.specifier = .inlineString("[redacted]") })
  }

  private static func secret(_ certificate: ServerCertificate, key: DataSource) -> Secret {
    Secret {
      $0.name = certificate.name
      $0.type = .tlsCertificate(
        TlsCertificate {
          $0.certificateChain = DataSource { $0.specifier = .inlineString(text(certificate.chain)) }
          $0.privateKey = key
        })
    }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
