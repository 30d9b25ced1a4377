import ArgumentParsing
import BrokerConfig
import ClusterTopology
import JSON
import KafkaResources
import KubernetesObjects
import YAML

/// `koperator render`: everything that a cluster consists of.
enum RenderCommand {
  private static let externalAddress = Option(
    "external-address", .text, placeholder: "[INGRESS=]HOST",
    help:
      "The address (a host name or an IP address) of a load balancer that the manifest names none for. INGRESS is <listener> "
      + "or <listener>-<ingressConfig>; without it the address is that of all others.",
    isRepeated: true)
  private static let nodePort = Option(
    "node-port", .text, placeholder: "SERVICE=PORT",
    help: "The port that Kubernetes assigned to the Service <cluster>-<id>-<listener> of a NodePort listener.",
    isRepeated: true)
  private static let nodeLabels = Option(
    "node-labels", .file, placeholder: "FILE",
    help: "The labels of the node of each broker, by the broker's id (YAML); racks come from them.")
  private static let clusterID = Option(
    "cluster-id", .text, placeholder: "ID",
    help: "The id of a KRaft cluster, as 'kafka-storage.sh random-uuid' prints one.")

  static let command = Command(
    "render", summary: "Print every object that a cluster consists of.",
    discussion:
      "The objects of each KafkaCluster are printed as YAML documents, in the order in which they are created: the same "
      + "input gives the same bytes. Nothing is asked of a Kubernetes cluster; what only that knows can be given. A broker's "
      + "configuration is the key broker-config of the ConfigMap <cluster>-config-<id>.",
    options: [ManifestFiles.files, externalAddress, nodePort, nodeLabels, clusterID, InputFiles.namespace]
  ) { arguments in
    InputFiles.exitCode { () throws(InputFiles.Failure) in try run(arguments) }
  }

  private static func run(_ arguments: ParsedArguments) throws(InputFiles.Failure) {
    let clusters = try ManifestFiles.clusters(arguments)
    let facts = try facts(arguments, clusters)
    var documents: [JSONValue] = []
    for (manifest, cluster, warnings) in clusters {
      do throws(RenderingError) {
        let rendering = try ClusterRendering(of: cluster, facts: facts)
        var told = Set(warnings)
        manifest.warn(rendering.warnings.filter { told.insert($0.located(in: manifest.document)).inserted })
        if cluster.spec.kRaft, facts.clusterID(of: cluster) == nil {
          Terminal.complain(
            "\(manifest.file): warning: the id of the cluster \(cluster.name) is not known, so its brokers would not format "
              + "their volumes; give it with --\(clusterID.name) ID")
        }
        for object in rendering.objects { documents.append(object.json) }
      } catch {
        throw InputFiles.failure(.invalidInput, "\(manifest.file): \(error.problem.located(in: manifest.document))")
      }
    }
    Terminal.print(YAML.text(ofDocuments: documents))
  }

  private static func facts(
    _ arguments: ParsedArguments, _ clusters: [ManifestFiles.Cluster]
  ) throws(InputFiles.Failure) -> RenderingFacts {
    var facts = RenderingFacts()
    if let id = arguments.value(clusterID) {
      if clusters.count > 1 {
        throw InputFiles.failure(
          .usage, "--cluster-id is for one cluster, and the files hold \(clusters.count): render them one by one")
      }
      guard !id.isEmpty, id.utf8.allSatisfy(isBase64URL) else {
        throw InputFiles.failure(
          .usage,
          "--cluster-id '\(id)': an id as 'kafka-storage.sh random-uuid' prints one is expected: "
            + "22 of A-Z, a-z, 0-9, '-' and '_'")
      }
      facts.clusterID = id
    }
    try readAddresses(arguments, clusters, into: &facts)
    try readNodePorts(arguments, into: &facts)
    if let path = arguments.value(nodeLabels) {
      facts.nodeLabels = try InputFiles.nodeLabels(path, for: clusters.map(\.cluster))
    }
    return facts
  }

  private static func isBase64URL(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  // MARK: Addresses

  private static func readAddresses(
    _ arguments: ParsedArguments, _ clusters: [ManifestFiles.Cluster], into facts: inout RenderingFacts
  ) throws(InputFiles.Failure) {
    let known = clusters.flatMap { ingresses(of: $0.cluster) }
    for text in arguments.values(externalAddress) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let host = withoutBrackets(parts.last ?? "")
      guard isHost(host) else {
        throw InputFiles.failure(
          .usage,
          "--external-address '\(text)': a host name or an IP address is expected, such as kafka.example.com or "
            + "external=203.0.113.10")
      }
      guard parts.count == 2 else {
        facts.defaultExternalAddress = host
        continue
      }
      guard let ingress = known.first(where: { $0.name == parts[0] }) else {
        let names = known.isEmpty ? "none" : known.map(\.name).joined(separator: ", ")
        throw InputFiles.failure(
          .usage, "--external-address '\(text)': there is no ingress '\(parts[0])'; the manifest has: \(names)")
      }
      if let override = ingress.hostnameOverride {
        Terminal.complain(
          "warning: --external-address '\(text)' has no effect: the manifest says '\(override)' (hostnameOverride)")
      }
      facts.externalAddresses[ingress.name] = host
    }
  }

  /// What clients outside come through: each load balancer by the name of its objects, and the nodes by that of a NodePort
  /// listener.
  private static func ingresses(of cluster: KafkaCluster) -> [(name: String, hostnameOverride: String?)] {
    var ingresses: [(name: String, hostnameOverride: String?)] = []
    for listener in cluster.spec.listenersConfig.externalListeners {
      if listener.access != nil {
        for assignment in cluster.spec.ingressAssignments(of: listener) {
          ingresses.append((assignment.name, assignment.hostnameOverride))
        }
      } else if listener.accessMethod == .nodePort {
        ingresses.append((listener.common.name, listener.hostnameOverride))
      }
    }
    return ingresses
  }

  /// An IPv6 address as such; it may be given in brackets, as a URL has it.
  private static func withoutBrackets(_ text: String) -> String {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return text }
    let within = String(text.dropFirst().dropLast())
    return IPAddress(within)?.isIPv6 == true ? within : text
  }

  /// Whether a text is an IP address, or a host name as far as its characters tell.
  private static func isHost(_ text: String) -> Bool {
    if IPAddress(text) != nil { return true }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return text.utf8.count <= 253 && labels.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isBase64URL) }
  }

  private static func readNodePorts(
    _ arguments: ParsedArguments, into facts: inout RenderingFacts
  ) throws(InputFiles.Failure) {
    for text in arguments.values(nodePort) {
      let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, let port = UInt16(parts[1]), port > 0 else {
        throw InputFiles.failure(
          .usage,
          "--node-port '\(text)': the name of a Service and its port are expected, such as kafka-0-external=31234")
      }
      facts.nodePorts[parts[0]] = port
    }
  }
}
