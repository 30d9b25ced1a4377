import JSON
import KubernetesObjects

/// What is valid in a volume claim.
enum ClaimRules {
  private static let accessModes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]

  static func problems(in claim: JSONValue, old: JSONValue?, subresource: String) -> [APIFailure.Cause] {
    if subresource == "status" { return [] }
    let spec = claim["spec"] ?? [:]
    guard let old else { return problems(in: spec) }
    return problems(in: spec) + changes(spec, old)
  }

  /// What is wrong with the spec of a claim or of a template of one.
  static func problems(in spec: JSONValue, at field: String = "spec") -> [APIFailure.Cause] {
    var causes = SelectorRules.problems(in: spec["selector"], at: "\(field).selector")
    let modes = spec.elements("accessModes")
    if modes.isEmpty {
      causes.append(.required("\(field).accessModes", "at least 1 access mode is required"))
    }
    for mode in modes where !accessModes.contains(mode.stringValue ?? "") {
      causes.append(.unsupported("\(field).accessModes", mode, accessModes))
    }
    if let storage = spec.at("resources", "requests", "storage") {
      if let amount = QuantityRules.quantity(storage), amount <= Quantity(0) {
        causes.append(.invalidValue("\(field).resources[storage]", storage, "must be greater than zero"))
      }
    } else {
      causes.append(.required("\(field).resources[storage]"))
    }
    let name = spec.text("storageClassName")
    if !name.isEmpty {
      for problem in NameRules.subdomain(name) {
        causes.append(.invalidValue("\(field).storageClassName", .string(name), problem))
      }
    }
    if let mode = spec.at("volumeMode"), !["Block", "Filesystem"].contains(mode.stringValue ?? "") {
      causes.append(.unsupported("\(field).volumeMode", mode, ["Block", "Filesystem"]))
    }
    return causes
  }

  /// A claim keeps its spec: it is given a volume once, and a class where it had none; a bound one may grow.
  private static func changes(_ spec: JSONValue, _ old: JSONValue) -> [APIFailure.Cause] {
    let before = old["spec"] ?? [:]
    var allowed = before
    if before.text("volumeName").isEmpty { allowed["volumeName"] = spec["volumeName"] }
    if !before.has("storageClassName") { allowed["storageClassName"] = spec["storageClassName"] }
    let isBound = old.at("status", "phase") == "Bound"
    if isBound {
      allowed["resources"] = spec["resources"]
      allowed["volumeAttributesClassName"] = spec["volumeAttributesClassName"]
    }
    if allowed != spec {
      return [
        .forbidden(
          "spec",
          "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims"
            + ChangedFields.text(from: before, to: spec, at: "spec"))
      ]
    }
    guard let amount = QuantityRules.quantity(spec.at("resources", "requests", "storage")),
      let earlier = QuantityRules.quantity(before.at("resources", "requests", "storage")), amount < earlier
    else { return [] }
    let given = QuantityRules.quantity(old.at("status", "capacity", "storage"))
    // It may be made smaller again as long as it is not smaller than what there is.
    if let given, amount > given { return [] }
    return [.forbidden("spec.resources.requests.storage", "field can not be less than status.capacity")]
  }
}
