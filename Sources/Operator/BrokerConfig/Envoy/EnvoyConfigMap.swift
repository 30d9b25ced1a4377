import ClusterTopology
import EnvoyConfig
import JSON
import KafkaResources
import KubernetesObjects

/// What the Envoys of an access point start with: the bootstrap file, and those by which they find their certificate.
/// It holds no secret, and nothing that changes while they run.
struct EnvoyConfigMap {
  /// The key of the bootstrap file (Koperator).
  static let key = "envoy.yaml"
  /// Where the files are mounted (Koperator).
  static let folder = "/etc/envoy"
  /// Where the certificate is mounted by which Envoys prove who they are.
  static let certificateFolder = "/etc/envoy-xds"

  let source: EnvoySource

  func configMap() throws(RenderingError) -> ConfigMap {
    let context = source.context
    let options = try options()
    var data: [String: String] = [:]
    do {
      let bootstrap = try EnvoyBootstrap(accessPoint: source.point, options: options)
      data[Self.key] = Self.text(try bootstrap.jsonValue())
      for file in bootstrap.secretFiles {
        data[String(file.path.split(separator: "/").last ?? "")] = Self.text(try file.jsonValue())
      }
    } catch {
      throw RenderingError(
        .missingFact, at: .spec("envoyConfig"), "Envoy's bootstrap cannot be made: \(error)",
        remedy: "give the control plane's host and port")
    }
    return ConfigMap(
      metadata: context.metadata(context.names.envoyConfig(source.point.name), labels: source.labels), data: data)
  }

  /// JSON is YAML.
  private static func text(_ value: JSONValue) -> String { value.text(style: .pretty) + "\n" }

  private func options() throws(RenderingError) -> EnvoyBootstrapOptions {
    let context = source.context
    let endpoint = context.facts.controlPlane
    let service = NodeAddresses(of: context.cluster).domainName(ControlPlaneEndpoint.defaultService)
    var options = EnvoyBootstrapOptions(
      controlPlaneHost: endpoint.host ?? service, controlPlanePort: endpoint.port)
    options.drainsByLoopback = true
    options.maximumHeapBytes = try heap()
    if source.certificateSecret != nil {
      options.tls = .init(
        certificate: "\(Self.certificateFolder)/tls.crt", privateKey: "\(Self.certificateFolder)/tls.key",
        certificateAuthority: "\(Self.certificateFolder)/ca.crt", secretDirectory: Self.folder)
    }
    return options
  }

  /// Nine tenths of the memory that the container may use: what is not heap (code, stacks, sockets' buffers) has the
  /// rest. Without a limit there is none for the heap.
  private func heap() throws(RenderingError) -> UInt64? {
    guard let limit = try source.resources().limits["memory"] else { return nil }
    do {
      return UInt64(clamping: try limit.value() / 10 * 9)
    } catch {
      throw RenderingError(error, at: source.resourcesPath.appending("limits").appending("memory"))
    }
  }
}

extension EnvoySource {
  /// The Secret by which Envoys prove who they are; nil in cleartext.
  var certificateSecret: String? {
    switch context.facts.controlPlane.security {
    case .cleartext: nil
    case .mutualTLS(let secret): secret ?? context.names.envoyCertificate
    }
  }

  var resourcesPath: JSONPath { path("resourceRequirements") { $0.resourceRequirements != nil } }

  /// What the container asks for and may use.
  func resources() throws(RenderingError) -> ResourceRequirements {
    try context.part(.object(settings.resourceRequirements), at: resourcesPath)
  }
}
