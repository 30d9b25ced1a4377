import JSON

/// What is valid in the spec of a pod, and what of it may change.
enum PodRules {
  /// What is wrong with a spec.
  static func problems(in spec: JSONValue, at field: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    var volumes: Set<String> = []
    for (index, volume) in spec.elements("volumes").enumerated() {
      let name = volume.text("name")
      let place = "\(field).volumes[\(index)]"
      causes += named(name, at: "\(place).name", among: &volumes)
      causes += VolumeRules.problems(in: volume, at: place)
    }
    let containers = spec.elements("containers")
    if containers.isEmpty { causes.append(.required("\(field).containers")) }
    var names: Set<String> = []
    for list in ["containers", "initContainers"] {
      for (index, container) in spec.elements(list).enumerated() {
        let place = "\(field).\(list)[\(index)]"
        causes += named(container.text("name"), at: "\(place).name", among: &names)
        causes += ContainerRules.problems(
          in: container, at: place, volumes: volumes, isInit: list == "initContainers")
      }
    }
    causes += choices(spec, at: field)
    for name in ["hostname", "subdomain"] {
      let value = spec.text(name)
      if value.isEmpty { continue }
      for problem in NameRules.label(value) {
        causes.append(.invalidValue("\(field).\(name)", .string(value), problem))
      }
    }
    for name in ["nodeName", "serviceAccountName"] {
      let value = spec.text(name)
      if value.isEmpty { continue }
      for problem in NameRules.subdomain(value) {
        causes.append(.invalidValue("\(field).\(name)", .string(value), problem))
      }
    }
    return causes
      + CountRules.notNegative(
        spec["terminationGracePeriodSeconds"], at: "\(field).terminationGracePeriodSeconds")
  }

  private static func choices(_ spec: JSONValue, at field: String) -> [APIFailure.Cause] {
    let known = [
      "restartPolicy": ["Always", "OnFailure", "Never"],
      "dnsPolicy": ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"],
    ]
    var causes: [APIFailure.Cause] = []
    for name in ["restartPolicy", "dnsPolicy"] {
      let value = spec.text(name)
      let allowed = known[name] ?? []
      if !value.isEmpty, !allowed.contains(value) {
        causes.append(.unsupported("\(field).\(name)", .string(value), allowed))
      }
    }
    return causes
  }

  /// A name that must be there, be a label, and be its own.
  private static func named(
    _ name: String, at field: String, among names: inout Set<String>
  ) -> [APIFailure.Cause] {
    if name.isEmpty { return [.required(field)] }
    let problems = NameRules.label(name)
    if !problems.isEmpty { return problems.map { .invalidValue(field, .string(name), $0) } }
    return names.insert(name).inserted ? [] : [.duplicate(field, .string(name))]
  }

  private static let said =
    "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
    + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"

  /// What a change of a pod may not do.
  static func changes(_ spec: JSONValue, _ old: JSONValue) -> [APIFailure.Cause] {
    for list in ["containers", "initContainers"] where spec.elements(list).count != old.elements(list).count {
      return [.forbidden("spec.\(list)", "pod updates may not add or remove containers")]
    }
    var causes: [APIFailure.Cause] = []
    var allowed = old
    for list in ["containers", "initContainers"] {
      let images = spec.elements(list).map { $0["image"] }
      var index = 0
      allowed.changeEach(list) { container in
        container["image"] = images[index]
        index += 1
      }
      for (index, image) in images.enumerated() where (image?.stringValue ?? "").isEmpty {
        causes.append(.required("spec.\(list)[\(index)].image"))
      }
    }
    allowed["activeDeadlineSeconds"] = spec["activeDeadlineSeconds"]
    let tolerations = spec.elements("tolerations")
    if old.elements("tolerations").allSatisfy({ tolerations.contains($0) }) {
      allowed["tolerations"] = spec["tolerations"]
    }
    if (old["terminationGracePeriodSeconds"]?.intValue ?? 0) < 0, spec["terminationGracePeriodSeconds"] == 1 {
      allowed["terminationGracePeriodSeconds"] = 1
    }
    if !old.elements("schedulingGates").isEmpty {
      let gates = spec.elements("schedulingGates")
      if gates.allSatisfy({ old.elements("schedulingGates").contains($0) }) {
        allowed["schedulingGates"] = spec["schedulingGates"]
      }
    }
    if allowed != spec {
      causes.append(.forbidden("spec", said + ChangedFields.text(from: old, to: spec, at: "spec")))
    }
    return causes
  }
}
