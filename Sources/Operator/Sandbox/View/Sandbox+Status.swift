import ClusterTopology
import HTTPClient
public import JSON
import KafkaResources
import KubernetesClient
import KubernetesObjects

/// How a running sandbox is.
extension Sandbox {
  /// Everything that a person wants to see of it at a glance, as JSON.
  public func status() async -> JSONValue {
    var result: JSONObject = [
      "name": .string(settings.name), "state": .string(stateWord), "folder": .string(settings.folder),
      "kubeconfig": .string(kubeconfig),
    ]
    guard let services = try? running() else { return .object(result) }
    let http = try? HTTPClient()
    result["server"] = .string(services.ground.server.url)
    result["addresses"] = .string("\(services.ground.addresses.range)")
    let volumes = await services.volumes.volumes()
    let cuts = services.ground.cuts.addresses()
    let words = await AgentWords.ask(services.controlPlane.adminURL, mounts: mounts(services, volumes), http)
    result["controlPlane"] = [
      "url": .string(services.controlPlane.adminURL), "problem": Self.text(words.problem),
      "log": .string(services.controlPlane.logFile),
    ]
    result["brokerAgent"] = Self.text(settings.programs.brokerAgent)
    var clusters: [JSONValue] = []
    for cluster in services.caches.kafkaClusters {
      clusters.append(await status(of: cluster, services, volumes, cuts, words, http))
    }
    result["clusters"] = .array(clusters)
    result["events"] = .array(words.events)
    var nodes: [JSONValue] = []
    for node in services.caches.nodes.objects.sorted(by: { $0.metadata.name < $1.metadata.name }) {
      let isReady = node.status?.conditions.first { $0.type == "Ready" }?.status == "True"
      nodes.append(["name": .string(node.metadata.name), "ready": .bool(isReady)])
    }
    result["nodes"] = .array(nodes)
    await http?.stop()
    return .object(result)
  }

  private func status(
    of cluster: KafkaCluster, _ services: SandboxServices, _ volumes: [VolumeStatus], _ cuts: Set<String>,
    _ words: AgentWords, _ http: HTTPClient?
  ) async -> JSONValue {
    let caches = services.caches
    let balancers = caches.balancers(of: ObjectKey(namespace: cluster.namespace, name: cluster.name))
    let points = AccessPoint.all(of: cluster)
    var outside: [Int32: [String]] = [:]
    var access: [JSONValue] = []
    for point in points {
      let host = balancers[point.name]?.first
      for broker in point.brokers {
        guard let port = point.port(ofBroker: broker), let name = point.hostName(ofBroker: broker) ?? host else {
          continue
        }
        outside[broker, default: []].append("\(name):\(port)")
      }
      var envoys: [JSONValue] = []
      for pod in caches.envoyPods(of: cluster, point: point.name) {
        let connections = await EnvoyConnections.count(pod, adminPort: point.adminPort, http)
        envoys.append(Self.json(ofEnvoy: pod, connections: connections))
      }
      let bootstrap = (point.bootstrapHost ?? host).map { "\($0):\(point.anyCastPort)" }
      access.append([
        "name": .string(point.name), "bootstrap": Self.text(bootstrap), "address": Self.text(host),
        "envoys": .array(envoys),
      ])
    }
    let pods = caches.brokerPods(of: cluster)
    var brokers: [JSONValue] = []
    for broker in cluster.spec.brokers {
      let pod = pods[broker.id]
      var value = Self.json(ofBroker: broker.id, pod, isCut: pod?.status?.podIP.map { cuts.contains($0) } ?? false)
      value["outside"] = .array((outside[broker.id] ?? []).map { .string($0) })
      let roles = cluster.spec.roles(of: broker).map(\.rawValue).sorted()
      value["roles"] = .array(roles.map { .string($0) })
      var disks: [JSONValue] = []
      for disk in pod.map({ SandboxDisk.of($0, caches) }) ?? [] {
        disks.append(Self.json(of: disk, volumes.first { $0.uid == disk.uid }))
      }
      value["disks"] = .array(disks)
      value["agent"] = words.broker(cluster.namespace, cluster.name, broker.id) ?? .null
      brokers.append(.object(value))
    }
    return [
      "namespace": .string(cluster.namespace), "name": .string(cluster.name), "access": .array(access),
      "brokers": .array(brokers),
    ]
  }

  /// Where the volumes of brokers are.
  private func mounts(_ services: SandboxServices, _ volumes: [VolumeStatus]) -> [AgentWords.Mount] {
    var mounts: [AgentWords.Mount] = []
    for cluster in services.caches.kafkaClusters {
      for pod in services.caches.brokerPods(of: cluster).values {
        for disk in SandboxDisk.of(pod, services.caches) {
          guard let volume = volumes.first(where: { $0.uid == disk.uid }) else { continue }
          mounts.append(AgentWords.Mount(folder: volume.folder, mountPath: disk.mountPath))
        }
      }
    }
    return mounts
  }

  private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
  private static func number(_ number: Int?) -> JSONValue { number.map { .number(JSONNumber($0)) } ?? .null }

  private static func json(ofEnvoy pod: Pod, connections: Int?) -> JSONValue {
    [
      "pod": .string(pod.metadata.name), "address": text(pod.status?.podIP), "state": .string(pod.stateWord),
      "restarts": number(pod.restarts), "connections": number(connections),
    ]
  }

  private static func json(ofBroker id: Int32, _ pod: Pod?, isCut: Bool) -> JSONObject {
    [
      "id": number(Int(id)), "pod": text(pod?.metadata.name), "state": .string(pod?.stateWord ?? "Missing"),
      "restarts": number(pod?.restarts ?? 0), "address": text(pod?.status?.podIP), "node": text(pod?.spec?.nodeName),
      "cut": .bool(isCut),
    ]
  }

  private static func json(of disk: SandboxDisk, _ volume: VolumeStatus?) -> JSONValue {
    var value: JSONObject = ["mountPath": .string(disk.mountPath), "claim": .string(disk.claim)]
    guard let volume else { return .object(value) }
    value["bytes"] = number(Int(volume.bytes))
    value["usedBytes"] = number(Int(volume.usedBytes))
    value["kind"] = .string(volume.kind.rawValue)
    value["readOnly"] = .bool(volume.isReadOnly)
    value["filled"] = .bool(volume.isFilled)
    value["folder"] = .string(volume.folder)
    return .object(value)
  }
}

/// How many clients an Envoy has.
enum EnvoyConnections {
  private static let family = "envoy_listener_downstream_cx_active"

  static func count(_ pod: Pod, adminPort: UInt16, _ http: HTTPClient?) async -> Int? {
    guard let http, let address = pod.status?.podIP, !address.isEmpty else { return nil }
    let url = "http://\(address):\(adminPort)/stats/prometheus?filter=listener.*downstream_cx_active"
    guard let answer = try? await http.response(to: HTTPClientRequest(url: url, deadline: .seconds(2))),
      answer.status == 200
    else { return nil }
    return sum(of: String(decoding: answer.body, as: UTF8.self))
  }

  /// The clients in Prometheus' text; listeners that have no clients of Kafka do not count.
  static func sum(of text: String) -> Int {
    var sum = 0
    for line in text.split(separator: "\n") where line.hasPrefix(family) {
      if line.contains("\"health\"") || line.contains("\"admin-window\"") || line.contains("worker_id") { continue }
      sum += line.split(separator: " ").last.flatMap { Double($0) }.map { Int($0) } ?? 0
    }
    return sum
  }
}
