import KubernetesObjects

/// Environment variables by name, as a manifest completes and overrules them: `NAME` puts a value in place of what is
/// there, `+NAME` before it, `NAME+` behind it.
struct PodEnvironment {
  private var names: [String] = []
  private var variables: [String: EnvVar] = [:]

  /// The variables that the operator gives, in the order of their names.
  init(_ own: [EnvVar]) {
    for variable in own.sorted(by: { $0.name < $1.name }) { set(variable) }
  }

  /// The value of a variable; nil where it has none, or one that comes from elsewhere.
  subscript(name: String) -> String? { variables[name]?.value }

  /// Puts a variable in the place of one of its name, else at the end.
  mutating func set(_ variable: EnvVar) {
    if variables.updateValue(variable, forKey: variable.name) == nil { names.append(variable.name) }
  }

  /// Applies variables of the manifest, in their order. Only plain values are joined: one that comes from elsewhere
  /// stands for itself.
  mutating func apply(_ written: [EnvVar]) {
    for variable in written {
      var variable = variable
      let goesBefore = variable.name.hasPrefix("+")
      let goesBehind = !goesBefore && variable.name.hasSuffix("+")
      if goesBefore { variable.name.removeFirst() }
      if goesBehind { variable.name.removeLast() }
      if let value = variable.value, variable.valueFrom == nil, let there = variables[variable.name]?.value {
        if goesBefore { variable.value = value + there }
        if goesBehind { variable.value = there + value }
      }
      set(variable)
    }
  }

  /// The variables: the operator's by name, then the manifest's in their order; but a variable comes behind those that
  /// its value names as `$(NAME)`, for Kubernetes knows only what stands before.
  var list: [EnvVar] {
    var list: [EnvVar] = []
    var placed: Set<String> = []
    for name in names { place(name, in: &list, &placed) }
    return list
  }

  private func place(_ name: String, in list: inout [EnvVar], _ placed: inout Set<String>) {
    guard let variable = variables[name], placed.insert(name).inserted else { return }
    for other in Self.references(in: variable.value ?? "") { place(other, in: &list, &placed) }
    list.append(variable)
  }

  /// The names that a value holds as `$(NAME)`.
  private static func references(in value: String) -> [String] {
    var names: [String] = []
    var rest = value[...]
    while let open = rest.position(of: "$(") {
      rest = rest[open...].dropFirst(2)
      guard let close = rest.position(of: ")") else { break }
      names.append(String(rest[..<close]))
      rest = rest[close...]
    }
    return names
  }
}
