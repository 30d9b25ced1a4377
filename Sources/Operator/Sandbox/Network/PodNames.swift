import KubernetesObjects

/// What Pods and Services are called in a sandbox, and where they are: what the DNS of a cluster answers, as a value.
///
/// * A Pod with a hostname and a subdomain has the name `<hostname>.<subdomain>.<namespace>.svc.<domain>` while the Service
///   of the subdomain is headless and selects it, and it is ready or the Service publishes those that are not.
/// * A Service has the name `<service>.<namespace>.svc.<domain>` and the addresses of the ready Pods that it selects, whether
///   it has an address of its own in a cluster or not: there is nobody here who would pass connections on. One that selects
///   none by itself has those of its EndpointSlices. (A real API server takes no slice with loopback addresses.)
/// * Each has its short forms too. One that would name two things names none.
struct PodNames: Sendable, Hashable {
  /// The addresses of each name, in order.
  private(set) var addresses: [String: [String]] = [:]

  /// The names of what there is.
  ///
  /// - Parameters:
  ///   - domains: the cluster's domains, `cluster.local` say.
  ///   - others: further names; where a Pod or a Service has the name too, its addresses count.
  init(pods: [Pod], services: [Service], slices: [EndpointSlice], domains: [String], others: [PublishedName]) {
    var found = Found(domains: domains)
    let byName = Dictionary(services.map { (Key($0.metadata), $0) }) { first, _ in first }
    for service in services { found.add(service, pods: pods, slices: slices) }
    for pod in pods { found.add(pod, services: byName) }
    addresses = found.names()
    for other in others where addresses[other.name] == nil && !other.addresses.isEmpty {
      addresses[other.name] = Self.unique(other.addresses)
    }
  }

  /// The text of a hosts file: Java, `libnss_wrapper` and people read it.
  var hosts: String {
    // No line is a comment: libnss-wrapper reads none of a file that has one.
    var text = ""
    for (name, list) in addresses.sorted(by: { $0.key < $1.key }) {
      for address in list { text += "\(address) \(name)\n" }
    }
    return text
  }

  private static func unique(_ addresses: [String]) -> [String] {
    var known: Set<String> = []
    return addresses.filter { known.insert($0).inserted }
  }

  /// A namespace with a name.
  private struct Key: Hashable {
    let namespace: String
    let name: String

    init(namespace: String, name: String) {
      self.namespace = namespace
      self.name = name
    }

    init(_ metadata: ObjectMeta) { self.init(namespace: metadata.namespace ?? "default", name: metadata.name) }
  }

  /// Names while they are collected.
  private struct Found {
    let domains: [String]
    /// By the name without a domain, `kafka-0.kafka-headless.kafka.svc`.
    var whole: [String: [String]] = [:]
    /// The whole names that a short form may mean.
    var short: [String: Set<String>] = [:]

    init(domains: [String]) { self.domains = domains }

    mutating func add(_ service: Service, pods: [Pod], slices: [EndpointSlice]) {
      let key = Key(service.metadata)
      guard let spec = service.spec, spec.type != "ExternalName" else { return }
      let publishesAll = spec.publishNotReadyAddresses == true
      var ready: Set<String> = []
      if spec.selector.isEmpty {
        for slice in slices where slice.addressType == "IPv4" && Self.service(of: slice) == key {
          for endpoint in slice.endpoints where publishesAll || endpoint.conditions.ready != false {
            ready.formUnion(endpoint.addresses)
          }
        }
      } else {
        for pod in pods where (pod.metadata.namespace ?? "default") == key.namespace {
          if let address = Self.address(of: pod, in: spec) { ready.insert(address) }
        }
      }
      add(key.name, key.namespace, ready.sorted())
    }

    mutating func add(_ pod: Pod, services: [Key: Service]) {
      let key = Key(pod.metadata)
      guard let hostname = pod.spec?.hostname, let subdomain = pod.spec?.subdomain,
        let spec = services[Key(namespace: key.namespace, name: subdomain)]?.spec, spec.clusterIP == "None",
        let address = Self.address(of: pod, in: spec)
      else { return }
      add("\(hostname).\(subdomain)", key.namespace, [address])
    }

    private mutating func add(_ name: String, _ namespace: String, _ addresses: [String]) {
      let full = "\(name).\(namespace).svc"
      whole[full, default: []] += addresses
      for form in ["\(name).\(namespace)", name] { short[form, default: []].insert(full) }
    }

    func names() -> [String: [String]] {
      var names: [String: [String]] = [:]
      for (form, meanings) in short where meanings.count == 1 {
        for meaning in meanings { names[form] = whole[meaning] }
      }
      for (name, addresses) in whole {
        names[name] = addresses
        for domain in domains { names["\(name).\(domain)"] = addresses }
      }
      return names.filter { !$0.value.isEmpty }.mapValues(PodNames.unique)
    }

    private static func service(of slice: EndpointSlice) -> Key? {
      slice.metadata.labels["kubernetes.io/service-name"].map {
        Key(namespace: slice.metadata.namespace ?? "default", name: $0)
      }
    }

    /// The address of a pod that a Service selects and publishes; nil for any other.
    private static func address(of pod: Pod, in spec: ServiceSpec) -> String? {
      guard let address = pod.status?.podIP, !address.isEmpty, !spec.selector.isEmpty,
        !["Succeeded", "Failed"].contains(pod.status?.phase ?? ""),
        spec.selector.allSatisfy({ pod.metadata.labels[$0.key] == $0.value })
      else { return nil }
      if spec.publishNotReadyAddresses == true { return address }
      let isReady = pod.status?.conditions.contains { $0.type == "Ready" && $0.status == "True" } == true
      return isReady && pod.metadata.deletionTimestamp == nil ? address : nil
    }
  }
}
