public import Telemetry
public import XDS

/// The certificate that Envoys of an access point show to clients, and its key: what a Secret holds.
///
/// The key cannot be printed; it leaves this value for an Envoy alone.
public struct ServerCertificate: Sendable, Hashable {
  /// The name of the Secret, under which Envoys ask for it.
  public let name: String
  /// The certificate, then those between it and its CA (PEM).
  public let chain: [UInt8]
  /// The key (PEM).
  public let privateKey: Secret<[UInt8]>

  /// What a Secret holds.
  public init(name: String, chain: [UInt8], privateKey: Secret<[UInt8]>) {
    self.name = name
    self.chain = chain
    self.privateKey = privateKey
  }

  /// The certificate with its key, as it is published: for Envoys alone.
  public var resource: XDSResource { XDSResource(DownstreamTLS.secret(self), name: name) }
}
