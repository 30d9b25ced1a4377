import JSON
import KubernetesClient
import KubernetesObjects

/// The EndpointSlices and Endpoints of Services with a selector.
struct EndpointController {
  private static let serviceLabel = "kubernetes.io/service-name"
  private static let managerLabel = "endpointslice.kubernetes.io/managed-by"
  private static let headlessLabel = "service.kubernetes.io/headless"
  private static let oldManagerLabel = "endpoints.kubernetes.io/managed-by"

  private let objects: ClusterObjects

  init(_ objects: ClusterObjects) { self.objects = objects }

  /// The writes.
  func decision() -> ControllerDecision {
    var decision = ControllerDecision()
    let ours = objects.slices.filter { $0.metadata.labels[Self.managerLabel] == SandboxAnnotation.manager }
    let slices = Dictionary(ours.map { ($0.objectKey, $0) }) { first, _ in first }
    let endpoints = Dictionary(objects.endpoints.map { ($0.objectKey, $0) }) { first, _ in first }
    var wanted: Set<ObjectKey> = []
    for service in objects.services where service.metadata.deletionTimestamp == nil {
      guard service.spec?.selector.isEmpty == false, service.spec?.type != "ExternalName" else { continue }
      let found = ServiceEndpoints(of: service, pods: objects.pods, nodes: objects.nodes)
      for slice in self.slices(of: service, found) {
        wanted.insert(slice.objectKey)
        keep(slice, slices[slice.objectKey], &decision)
      }
      keep(self.endpoints(of: service, found), endpoints[service.objectKey], &decision)
    }
    for slice in ours where !wanted.contains(slice.objectKey) && slice.metadata.deletionTimestamp == nil {
      decision.writes.append(.delete(EndpointSlice.resource, slice.objectKey, uid: slice.metadata.uid ?? ""))
    }
    let services = Set(objects.services.map(\.objectKey))
    for old in objects.endpoints where !services.contains(old.objectKey) {
      guard old.metadata.labels[Self.oldManagerLabel] == SandboxAnnotation.manager else { continue }
      decision.writes.append(.delete(.endpoints, old.objectKey, uid: old.metadata.uid ?? ""))
    }
    return decision
  }

  // MARK: Slices

  /// One slice for each group of ports; one without endpoints where there is no Pod.
  private func slices(of service: Service, _ found: ServiceEndpoints) -> [EndpointSlice] {
    let groups = found.groups.isEmpty ? [ServiceEndpoints.Group(ports: [], members: [])] : found.groups
    var labels = service.metadata.labels
    labels[Self.serviceLabel] = service.metadata.name
    labels[Self.managerLabel] = SandboxAnnotation.manager
    labels[Self.headlessLabel] = service.spec?.clusterIP == "None" ? "" : nil
    return groups.enumerated().map { index, group in
      EndpointSlice(
        metadata: ObjectMeta(
          name: "\(service.metadata.name)-\(index)", namespace: service.metadata.namespace, labels: labels,
          ownerReferences: [service.owner]),
        addressType: "IPv4", endpoints: group.members.map(Self.endpoint), ports: group.ports)
    }
  }

  private static func endpoint(_ member: ServiceEndpoints.Member) -> Endpoint {
    Endpoint(
      addresses: [member.address],
      conditions: EndpointConditions(
        ready: member.isReady, serving: member.isServing, terminating: member.isTerminating),
      hostname: member.hostname, targetRef: member.pod, nodeName: member.node, zone: member.zone)
  }

  private func keep(_ wanted: EndpointSlice, _ live: EndpointSlice?, _ decision: inout ControllerDecision) {
    guard let live else {
      decision.writes.append(.create(EndpointSlice.resource, wanted.json))
      return
    }
    if live.metadata.deletionTimestamp != nil { return }
    if live.endpoints == wanted.endpoints, live.ports == wanted.ports, live.metadata.labels == wanted.metadata.labels {
      return
    }
    var changed = wanted
    changed.metadata.resourceVersion = live.metadata.resourceVersion
    changed.metadata.uid = live.metadata.uid
    decision.writes.append(.replace(EndpointSlice.resource, changed.json))
  }

  // MARK: Endpoints

  private func endpoints(of service: Service, _ found: ServiceEndpoints) -> UnstructuredObject {
    var subsets: [JSONValue] = []
    for group in found.groups {
      // Without slices nothing says that a Pod is leaving: it is left out.
      let members = group.members.filter { $0.isReady || !$0.isTerminating }
      let ports: [JSONValue] = group.ports.map { port in
        var members: JSONObject = [
          "port": .number(JSONNumber(port.port ?? 0)), "protocol": .string(port.protocol ?? "TCP"),
        ]
        if let name = port.name, !name.isEmpty { members["name"] = .string(name) }
        if let application = port.appProtocol { members["appProtocol"] = .string(application) }
        return .object(members)
      }
      var subset = JSONObject()
      for (name, isReady) in [("addresses", true), ("notReadyAddresses", false)] {
        let chosen = members.filter { $0.isReady == isReady }.map(Self.address)
        if !chosen.isEmpty { subset[name] = .array(chosen) }
      }
      if subset.isEmpty { continue }
      if !ports.isEmpty { subset["ports"] = .array(ports) }
      subsets.append(.object(subset))
    }
    var labels = service.metadata.labels
    labels[Self.oldManagerLabel] = SandboxAnnotation.manager
    labels[Self.headlessLabel] = service.spec?.clusterIP == "None" ? "" : nil
    return UnstructuredObject(
      metadata: ObjectMeta(name: service.metadata.name, namespace: service.metadata.namespace, labels: labels),
      content: ["apiVersion": "v1", "kind": "Endpoints", "subsets": .array(subsets)])
  }

  private static func address(_ member: ServiceEndpoints.Member) -> JSONValue {
    var members: JSONObject = ["ip": .string(member.address), "targetRef": member.pod.json]
    if let hostname = member.hostname { members["hostname"] = .string(hostname) }
    if let node = member.node { members["nodeName"] = .string(node) }
    return .object(members)
  }

  private func keep(_ wanted: UnstructuredObject, _ live: UnstructuredObject?, _ decision: inout ControllerDecision) {
    guard let live else {
      decision.writes.append(.create(.endpoints, wanted.json))
      return
    }
    if live.metadata.deletionTimestamp != nil { return }
    if live["subsets"] ?? [] == wanted["subsets"], live.metadata.labels == wanted.metadata.labels { return }
    var changed = wanted
    changed.metadata.resourceVersion = live.metadata.resourceVersion
    changed.metadata.uid = live.metadata.uid
    decision.writes.append(.replace(.endpoints, changed.json))
  }
}

extension KubernetesObject {
  /// This object as the owner of another one.
  var owner: OwnerReference {
    OwnerReference(
      apiVersion: Self.apiVersion, kind: Self.kind, name: metadata.name, uid: metadata.uid ?? "", controller: true,
      blockOwnerDeletion: true)
  }
}
