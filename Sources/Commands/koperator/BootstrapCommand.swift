import ArgumentParsing
import ClusterTopology
import EnvoyConfig
import Foundation
import JSON

/// `koperator envoy bootstrap`: what an Envoy starts with.
enum BootstrapCommand {
  private static let xds = Option(
    "xds", .text, placeholder: "HOST:PORT", help: "Where the control plane serves xDS.", isRequired: true)
  private static let accessPoint = Option(
    "access-point", letter: "a", .text, placeholder: "NAME", help: "The access point, where the manifest has several.")
  private static let node = Option(
    "node-id", .text, placeholder: "ID", help: "Who this Envoy is; where it is not given, envoy --service-node says it."
  )
  private static let adminSocket = Option(
    "admin-socket", .file, placeholder: "PATH", help: "The unix socket of Envoy's admin interface.",
    default: "/tmp/envoy-admin.sock")
  private static let connections = Option(
    "max-connections", .integer(1...4_000_000), placeholder: "N", help: "Connections that this Envoy accepts.",
    default: String(EnvoyBootstrapOptions.defaultMaximumConnections))
  private static let heap = Option(
    "max-heap", .integer(1...1_000_000), placeholder: "MIB",
    help: "The heap, in MiB, at which Envoy stops accepting connections; no limit where it is not given.")
  private static let certificate = Option(
    "xds-cert", .file, placeholder: "FILE", help: "Envoy's own certificate (PEM), for mutual TLS to the control plane.")
  private static let key = Option("xds-key", .file, placeholder: "FILE", help: "Its key (PEM), in the same folder.")
  private static let authority = Option(
    "xds-ca", .file, placeholder: "FILE", help: "The CA of the control plane's certificate (PEM).")
  private static let secrets = Option(
    "secret-dir", .folder, placeholder: "FOLDER",
    help: "Where the secret files are written that tell Envoy of the certificate and the CA; needed with --xds-cert.")
  private static let serverName = Option(
    "xds-server-name", .text, placeholder: "NAME",
    help: "The name in the control plane's certificate, where it is not the host.")

  static let command = Command(
    "bootstrap", summary: "Print the file that an Envoy starts with.",
    discussion:
      "Delta ADS with keepalive, an overload manager, a stats matcher, the admin interface on a unix socket, and a "
      + "listener on the access point's admin port that passes /ready and /stats/prometheus only.\n\n"
      + "With --xds-cert, --xds-key and --xds-ca the connection to the control plane is mutual TLS; the files may be "
      + "replaced while Envoy runs.",
    options: [
      InputFiles.file, xds, accessPoint, node, adminSocket, connections, heap, certificate, key, authority, secrets,
      serverName, Output.format, InputFiles.listenAddress, InputFiles.namespace,
    ]
  ) { arguments in
    InputFiles.exitCode { () throws(InputFiles.Failure) in try run(arguments) }
  }

  private static func run(_ arguments: ParsedArguments) throws(InputFiles.Failure) {
    let cluster = try InputFiles.cluster(
      arguments.required(InputFiles.file), namespace: arguments.required(InputFiles.namespace))
    let point = try InputFiles.accessPoint(arguments.value(accessPoint), of: cluster)
    let options = try options(arguments)
    do {
      let bootstrap = try EnvoyBootstrap(accessPoint: point, options: options)
      for file in bootstrap.secretFiles {
        let text = try file.jsonValue().text(style: .pretty) + "\n"
        try write(text, to: file.path)
      }
      Output.print(try bootstrap.jsonValue(), arguments)
    } catch let error as EnvoyBootstrapError {
      throw InputFiles.failure(.usage, error.description)
    } catch {
      let reason = error is CocoaError ? error.localizedDescription : "\(error)"
      throw InputFiles.failure(.failure, "the bootstrap cannot be made: \(reason)")
    }
  }

  private static func write(_ text: String, to path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  private static func options(_ arguments: ParsedArguments) throws(InputFiles.Failure) -> EnvoyBootstrapOptions {
    let target = arguments.required(xds)
    guard let colon = target.lastIndex(of: ":"), let port = UInt16(target[target.index(after: colon)...]), port > 0
    else {
      throw InputFiles.failure(.usage, "--xds '\(target)': a host and a port are expected, such as control-plane:18000")
    }
    let host = String(target[..<colon]).trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    var options = EnvoyBootstrapOptions(controlPlaneHost: host, controlPlanePort: port)
    options.nodeID = arguments.value(node)
    options.listenAddress = try InputFiles.address(arguments)
    options.adminSocket = arguments.required(adminSocket)
    if let count = arguments.integer(connections) { options.maximumConnections = UInt32(count) }
    if let megabytes = arguments.integer(heap) { options.maximumHeapBytes = UInt64(megabytes) << 20 }
    let files = [certificate, key, authority, secrets].filter { arguments.value($0) != nil }
    if files.isEmpty {
      guard arguments.value(serverName) == nil else {
        throw InputFiles.failure(.usage, "--xds-server-name is for mutual TLS only: it needs --xds-cert and its like")
      }
      return options
    }
    guard files.count == 4, let folder = arguments.value(secrets) else {
      throw InputFiles.failure(.usage, "mutual TLS needs --xds-cert, --xds-key, --xds-ca and --secret-dir together")
    }
    options.tls = .init(
      certificate: arguments.required(certificate), privateKey: arguments.required(key),
      certificateAuthority: arguments.required(authority), secretDirectory: folder,
      serverName: arguments.value(serverName))
    return options
  }
}
