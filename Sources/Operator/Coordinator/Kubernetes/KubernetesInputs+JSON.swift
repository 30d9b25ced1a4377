import ClusterTopology
import EnvoyConfig
import JSON

extension KubernetesInputs {
  /// How the clusters stand, for people: by `<namespace>/<name>`.
  var jsonValue: JSONValue {
    var list = JSONObject()
    for cluster in known { list[cluster.key.text] = cluster.jsonValue }
    return .object(list)
  }
}

extension WatchedCluster {
  /// How the cluster stands: its manifest, its brokers, where clients connect to.
  var jsonValue: JSONValue {
    var value: JSONObject
    switch verdict {
    case .unread: value = ["state": "unread"]
    case .accepted(let warnings): value = ["state": "accepted", "warnings": Self.list(warnings)]
    case .refused(let problems): value = ["state": "refused", "problems": Self.list(problems)]
    }
    value["podProblems"] = Self.list(chosen.problems)
    guard let topology = inputs.topology else { return .object(value) }
    var points = JSONObject()
    for point in topology.accessPoints { points[point.name] = json(of: point, in: topology) }
    value["accessPoints"] = .object(points)
    var brokers = JSONObject()
    for broker in topology.brokers { brokers[String(broker.id)] = json(of: broker) }
    value["brokers"] = .object(brokers)
    value["secrets"] = inputs.secrets.jsonValue
    value["alarms"] = Self.list(topology.alarms.map(\.description))
    return .object(value)
  }

  private func json(of broker: ClusterTopology.Broker) -> JSONValue {
    var value: JSONObject = ["health": .string(broker.health.rawValue)]
    if let location = broker.location { value["address"] = .string(location.address.description) }
    if let pod = chosen.chosen[broker.id] { value["pod"] = .string(pod.name) }
    return .object(value)
  }

  private func json(of point: AccessPoint, in topology: ClusterTopology) -> JSONValue {
    var services = JSONObject()
    for balancer in balancers(of: point) {
      services[balancer.service] = [
        "type": .string(balancer.type), "addresses": Self.list(balancer.addresses),
        "bootstrap": Self.list(balancer.bootstrap(of: point)), "problems": Self.list(balancer.problems(of: point)),
      ]
    }
    let members = (topology.bootstrapMembers[point.name] ?? []).map { JSONValue.number(JSONNumber(Int($0))) }
    return [
      "group": .string(EnvoyGroup.group(of: point).rawValue), "bootstrapBrokers": .array(members),
      "services": .object(services),
    ]
  }

  private static func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
