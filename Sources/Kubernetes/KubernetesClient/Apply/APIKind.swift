import JSON

/// What the comparison knows of a kind: whether the API server's own types read it, which write some values in one
/// canonical form and add defaults inside of atomic places. What a custom resource holds stays as it was written.
struct APIKind: Sendable {
  /// The API groups that the server itself has types for.
  private static let builtInGroups: Set<String> = [
    "", "admissionregistration.k8s.io", "apiextensions.k8s.io", "apiregistration.k8s.io", "apps", "autoscaling",
    "batch",
    "certificates.k8s.io", "coordination.k8s.io", "discovery.k8s.io", "events.k8s.io", "networking.k8s.io",
    "node.k8s.io",
    "policy", "rbac.authorization.k8s.io", "resource.k8s.io", "scheduling.k8s.io", "storage.k8s.io",
  ]

  let isBuiltIn: Bool
  let kind: String

  init(of object: JSONValue) {
    let version = object["apiVersion"]?.stringValue ?? ""
    let parts = version.split(separator: "/", maxSplits: 1)
    isBuiltIn = Self.builtInGroups.contains(parts.count == 2 ? String(parts[0]) : "")
    kind = object["kind"]?.stringValue ?? ""
  }

  var isSecret: Bool { isBuiltIn && kind == "Secret" }

  /// Whether a value is as good as none: the server's types leave out false, zero and empty texts.
  func isNothing(_ value: JSONValue) -> Bool { isBuiltIn ? value.isZero : value.isNothing }

  /// Whether the server leaves a member of that value out inside of an atomic place. Of its types most numbers, flags and
  /// objects there say something by being zero or empty: `tolerationSeconds: 0` evicts at once, and an empty
  /// `namespaceSelector` means every namespace, where none means its own.
  func isLeftOut(_ name: String, _ value: JSONValue) -> Bool {
    switch value {
    case .null: true
    case .string(let text): isBuiltIn && text.isEmpty && name != "storageClassName"
    case .array(let items): isBuiltIn && items.isEmpty
    default: false
    }
  }

  /// Whether the server keeps a member that is new and empty: `emptyDir: {}` says something, and a custom resource stays
  /// as it was written.
  func isKeptEmpty(_ name: String, _ value: JSONValue) -> Bool {
    switch value {
    case .object(let members): members.isEmpty && !hasSeparateEntries(name)
    case .array(let items): items.isEmpty && !isBuiltIn && !hasSeparateEntries(name)
    default: false
    }
  }

  /// Whether a member of that name is an object or a list whose entries have owners of their own. One that was applied
  /// empty has no entries by which the record would show it.
  func hasSeparateEntries(_ name: String) -> Bool {
    switch name {
    case "finalizers", "ownerReferences", "labels", "annotations": true
    case "data", "stringData", "binaryData", "limits", "requests", "env", "ports", "volumes", "volumeMounts",
      "volumeDevices", "containers", "initContainers", "imagePullSecrets", "hostAliases", "topologySpreadConstraints":
      isBuiltIn
    default: false
    }
  }

  /// Whether an object of that name that may be empty is perhaps atomic: of the server's types, selectors are.
  func mayBeAtomic(_ name: String) -> Bool { !isBuiltIn || name == "selector" || name.hasSuffix("Selector") }

  /// Whether the server gives the field a value where none is asked for, and keeps that: ports and addresses.
  func isAllocated(_ name: String) -> Bool {
    isBuiltIn && (name == "nodePort" || name == "healthCheckNodePort" || name == "clusterIP")
  }

  /// Whether a member that is not desired inside of an atomic place has the default that the server adds there.
  func isDefault(_ name: String, _ value: JSONValue, in parent: FieldPath) -> Bool {
    guard isBuiltIn else { return false }
    switch (parent.trailingNames(1).first ?? "", name) {
    case ("fieldRef", "apiVersion"): return value == "v1"
    case ("resourceFieldRef", "divisor"): return value == "0"
    case ("serviceAccountToken", "expirationSeconds"): return value == 3600
    case ("roleRef", "apiGroup"): return value == "rbac.authorization.k8s.io"
    case ("subjects", "apiGroup"): return value == "rbac.authorization.k8s.io"
    default: return false
    }
  }
}
