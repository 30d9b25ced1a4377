import KubernetesObjects

/// The fields of a pod that its containers may ask for (`fieldRef`, `resourceFieldRef`).
struct PodFields {
  let pod: Pod
  let place: PodPlace

  /// The value of a field, as the downward API gives it.
  func value(_ selector: ObjectFieldSelector, field: String) throws(TranslationError) -> String {
    let metadata = pod.metadata
    switch selector.fieldPath {
    case "metadata.name": return metadata.name
    case "metadata.namespace": return metadata.namespace ?? "default"
    case "metadata.uid": return metadata.uid ?? ""
    case "metadata.labels": return Self.lines(metadata.labels)
    case "metadata.annotations": return Self.lines(metadata.annotations)
    case "spec.nodeName": return pod.spec?.nodeName ?? ""
    case "spec.serviceAccountName": return pod.spec?.serviceAccountName ?? "default"
    case "status.podIP", "status.podIPs": return place.address
    case "status.hostIP", "status.hostIPs": return place.nodeAddress
    default: break
    }
    if let key = Self.key(selector.fieldPath, of: "metadata.labels") { return metadata.labels[key] ?? "" }
    if let key = Self.key(selector.fieldPath, of: "metadata.annotations") { return metadata.annotations[key] ?? "" }
    throw TranslationError(.unsupported, "\(field): a pod has no field '\(selector.fieldPath)' to give")
  }

  /// A container's request or limit, in units of the divisor, rounded up.
  func value(_ selector: ResourceFieldSelector, of container: Container, field: String) throws(TranslationError)
    -> String
  {
    var subject = container
    if let name = selector.containerName {
      let all = (pod.spec?.containers ?? []) + (pod.spec?.initContainers ?? [])
      guard let named = all.first(where: { $0.name == name }) else {
        throw TranslationError(.unsupported, "\(field).containerName: the pod has no container '\(name)'")
      }
      subject = named
    }
    let parts = selector.resource.split(separator: ".", maxSplits: 1).map(String.init)
    let resources = subject.resources
    let quantity: Quantity? =
      switch parts.first {
      case "limits" where parts.count == 2: resources?.limits[parts[1]]
      case "requests" where parts.count == 2: resources?.requests[parts[1]] ?? resources?.limits[parts[1]]
      default: nil
      }
    guard let quantity else {
      throw TranslationError(
        .unsupported,
        "\(field): container '\(subject.name)' has no \(selector.resource); set resources.\(selector.resource)")
    }
    do {
      let value = try quantity.milliValue()
      let divisor = try selector.divisor?.milliValue() ?? 1000
      let unit = divisor > 0 ? divisor : 1000
      return String(value / unit + (value % unit > 0 ? 1 : 0))
    } catch {
      throw TranslationError(.unsupported, "\(field): \(selector.resource) of '\(subject.name)': \(error)")
    }
  }

  /// `metadata.labels['name']` → `name`.
  private static func key(_ path: String, of map: String) -> String? {
    guard path.hasPrefix(map + "['"), path.hasSuffix("']") else { return nil }
    return String(path.dropFirst(map.count + 2).dropLast(2))
  }

  /// The lines of a map in a file of the downward API: `name="value"`, by name.
  private static func lines(_ map: [String: String]) -> String {
    var lines: [String] = []
    for (key, value) in map.sorted(by: { $0.key < $1.key }) {
      let escaped = value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0 == "\n" ? "\\n" : String($0) }.joined()
      lines.append("\(key)=\"\(escaped)\"")
    }
    return lines.joined(separator: "\n")
  }
}
