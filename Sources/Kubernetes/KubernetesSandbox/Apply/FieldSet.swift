import JSON

/// A set of fields, as a tree of the steps to them.
///
/// A node may be in the set by itself and have others below it that are, too. A node that has neither is never kept.
struct FieldSet: Sendable, Hashable {
  /// Whether the place itself is in the set.
  var isMember = false
  /// What is in the set below it.
  private(set) var children: [FieldStep: FieldSet] = [:]

  /// The set of one field.
  init(_ path: [FieldStep]) { insert(path) }

  init() {}

  var isEmpty: Bool { !isMember && children.isEmpty }

  /// Whether a place directly below is in the set.
  func contains(_ step: FieldStep) -> Bool { children[step]?.isMember ?? false }

  mutating func insert(_ path: some Collection<FieldStep>) {
    guard let first = path.first else {
      isMember = true
      return
    }
    children[first, default: FieldSet()].insert(path.dropFirst())
  }

  /// Everything that is in one of the two.
  func union(_ other: FieldSet) -> FieldSet {
    var union = self
    if other.isMember { union.isMember = true }
    for (step, child) in other.children {
      union.children[step] = children[step]?.union(child) ?? child
    }
    return union
  }

  /// Everything that is in both.
  func intersection(_ other: FieldSet) -> FieldSet {
    var intersection = FieldSet()
    intersection.isMember = isMember && other.isMember
    for (step, child) in children {
      guard let theirs = other.children[step] else { continue }
      intersection.keep(child.intersection(theirs), at: step)
    }
    return intersection
  }

  /// Everything that is not in the other; what is below a place that is in it stays.
  func subtracting(_ other: FieldSet) -> FieldSet {
    var rest = FieldSet()
    rest.isMember = isMember && !other.isMember
    for (step, child) in children {
      rest.keep(other.children[step].map { child.subtracting($0) } ?? child, at: step)
    }
    return rest
  }

  /// Everything that is neither in the other nor below a place that is in it.
  func subtractingAll(below other: FieldSet) -> FieldSet {
    var rest = FieldSet()
    rest.isMember = isMember && !other.isMember
    for (step, child) in children {
      guard let theirs = other.children[step] else {
        rest.keep(child, at: step)
        continue
      }
      if !theirs.isMember { rest.keep(child.subtractingAll(below: theirs), at: step) }
    }
    return rest
  }

  private mutating func keep(_ child: FieldSet, at step: FieldStep) {
    if !child.isEmpty { children[step] = child }
  }

  /// With the named fields of objects on the way to what is in the set: of `a.b.c` also `a`, where the structure names it.
  func withNamedFields(of node: SchemaNode?) -> FieldSet {
    var all = FieldSet()
    all.isMember = isMember
    for (step, child) in children {
      var nested = child.withNamedFields(of: node?.node(at: step))
      if case .field(let name) = step, !child.children.isEmpty, node?.properties[name] != nil { nested.isMember = true }
      all.children[step] = nested
    }
    return all
  }

  /// The paths of all that is in the set, in the order of the real server: at each place first what is in the set itself,
  /// then what is below.
  var paths: [[FieldStep]] {
    var found: [[FieldStep]] = isMember ? [[]] : []
    collect(into: &found, path: [])
    return found
  }

  private func collect(into found: inout [[FieldStep]], path: [FieldStep]) {
    let sorted = children.sorted { $0.key < $1.key }
    for (step, child) in sorted where child.isMember { found.append(path + [step]) }
    for (step, child) in sorted { child.collect(into: &found, path: path + [step]) }
  }
}

extension FieldSet {
  /// Reads a `fieldsV1`; names that are none are left out.
  init(fieldsV1: JSONValue) {
    for (name, value) in fieldsV1.objectValue ?? [:] {
      if name == "." {
        isMember = true
        continue
      }
      guard let step = FieldStep(fieldsV1: name) else { continue }
      var child = FieldSet(fieldsV1: value)
      // What has nothing below it is owned itself.
      if child.children.isEmpty { child.isMember = true }
      children[step] = child
    }
  }

  /// The set as `fieldsV1`.
  var fieldsV1: JSONValue {
    var members = JSONObject()
    if isMember, !children.isEmpty { members["."] = [:] }
    for (step, child) in children.sorted(by: { $0.key < $1.key }) { members[step.fieldsV1] = child.fieldsV1 }
    return .object(members)
  }
}
