import JSON

/// One walk through a desired and a live object along the fields that a manager owns; it collects where they differ.
struct ApplyComparison {
  /// What the API server keeps in `metadata` by itself, and nobody owns.
  private static let serversMetadata: Set<String> = [
    "name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp",
    "deletionGracePeriodSeconds", "selfLink", "managedFields",
  ]

  let kind: APIKind
  let subresource: String
  private(set) var differences: [FieldDifference] = []
  private(set) var count = 0
  private var hasher = Hasher()

  init(kind: APIKind, subresource: String) {
    self.kind = kind
    self.subresource = subresource
  }

  /// Stands for what was found, with the live values there.
  var fingerprint: Int { hasher.finalize() }

  mutating func report(_ difference: FieldDifference.Kind, at path: FieldPath, live: JSONValue?) {
    count += 1
    hasher.combine(difference)
    hasher.combine(path)
    hasher.combine(live)
    if differences.count < ApplyDecision.maximumDifferences {
      differences.append(FieldDifference(difference, at: path))
    }
  }

  /// Makes one difference of those after the first `before`, where all of them only say that a field is not claimed.
  mutating func mergeUnclaimed(from before: Int, into path: FieldPath) {
    let found = differences[before...]
    if found.isEmpty || found.contains(where: { $0.kind != .unclaimed }) { return }
    differences.removeSubrange(before...)
    differences.append(FieldDifference(.unclaimed, at: path))
  }

  /// Compares two whole objects; `owned` is nil where the manager never applied the live one.
  mutating func compareObjects(_ desired: JSONValue, _ live: JSONValue, _ owned: OwnedFields?) {
    var desired = desired.objectValue ?? JSONObject()
    var live = live.objectValue ?? JSONObject()
    if kind.isSecret { Self.moveText(of: &desired, &live) }
    for name in desired.keys where !isCompared(name, owned) { desired[name] = nil }
    if var metadata = desired["metadata"]?.objectValue {
      for name in Self.serversMetadata { metadata[name] = nil }
      desired["metadata"] = metadata.isEmpty ? nil : .object(metadata)
    }
    let path = FieldPath()
    if let owned {
      compareMembers(desired, .object(live), owned, path)
    } else {
      compareUnownedMembers(desired, .object(live), path)
    }
  }

  /// Whether a member at the top is applied by the request; `status` is where the record has it, which a kind without that
  /// subresource has.
  private func isCompared(_ name: String, _ owned: OwnedFields?) -> Bool {
    switch name {
    case "apiVersion", "kind": false
    case "status": subresource == "status" || owned?.member(name) != nil
    default: subresource != "status"
    }
  }

  /// The server moves the text of a Secret into its `data`; the record still names it where it was written.
  private static func moveText(of desired: inout JSONObject, _ live: inout JSONObject) {
    guard let text = desired["stringData"]?.objectValue else { return }
    var (encoded, moved) = (JSONObject(), JSONObject())
    let liveData = live["data"]
    for (name, value) in text {
      let bytes = JSONValue.base64(of: value.stringValue ?? "")
      encoded[name] = bytes
      moved[name] = liveData?[name]
      // Of a value that is given as text too, the text counts.
      if desired["data"]?[name] != nil { desired["data"]?[name] = bytes }
    }
    desired["stringData"] = .object(encoded)
    live["stringData"] = .object(moved)
  }

  /// Compares what the manager owns something of.
  mutating func compare(_ desired: JSONValue, _ live: JSONValue?, _ owned: OwnedFields?, _ path: FieldPath) {
    guard let owned else { return compareUnowned(desired, live, path) }
    switch desired {
    case _ where desired.isNothing: compareNothing(desired, live, owned, path)
    // The record does not tell an atomic object from one whose members have owners and that was applied empty.
    case .object(let members) where !owned.isWhole || kind.hasSeparateEntries(path.trailingNames(1).first ?? ""):
      compareMembers(members, live, owned, path)
    case .array(let items) where !owned.isWhole: compareList(items, live?.arrayValue ?? [], owned, path)
    default: compareWhole(desired, live, path)
    }
  }

  /// Compares member by member; the members of others are none of ours.
  mutating func compareMembers(_ desired: JSONObject, _ live: JSONValue?, _ owned: OwnedFields, _ path: FieldPath) {
    for (name, value) in desired {
      compare(value, live?[name], owned.member(name), path.appending(.member(name)))
    }
    for name in owned.memberNames where desired[name] == nil {
      reportRemoved(path.appending(.member(name)), live?[name], owned.member(name))
    }
  }

  /// Reports what is owned and no longer desired: as one, or by entries where others may have some of them.
  mutating func reportRemoved(_ path: FieldPath, _ live: JSONValue?, _ owned: OwnedFields?) {
    guard let owned, !owned.memberNames.isEmpty || !owned.values.isEmpty else {
      return report(.removed, at: path, live: live)
    }
    for name in owned.memberNames {
      reportRemoved(path.appending(.member(name)), live?[name], owned.member(name))
    }
    for value in owned.values { report(.removed, at: path.appending(.value(value)), live: live) }
  }

  /// Compares what is owned as a whole: a scalar, or an atomic list or object.
  private mutating func compareWhole(_ desired: JSONValue, _ live: JSONValue?, _ path: FieldPath) {
    if isSame(desired, live, path) { return }
    report(live == nil ? .added : .changed, at: path, live: live)
  }

  /// Compares where nothing is desired: null, or an empty list or object.
  private mutating func compareNothing(
    _ desired: JSONValue, _ live: JSONValue?, _ owned: OwnedFields, _ path: FieldPath
  ) {
    if !owned.isWhole { return reportRemoved(path, live, owned) }
    guard let live, !kind.isNothing(live) else { return }
    let name = path.trailingNames(1).first ?? ""
    // An empty list whose items have owners of their own is not in the record at all: this one is atomic.
    if case .array = desired { return report(.changed, at: path, live: live) }
    if kind.hasSeparateEntries(name) || kind.isAllocated(name) { return }
    // Beside an object that was applied empty the server's defaults stand.
    if case .object = desired, case .object = live, !kind.mayBeAtomic(name) { return }
    report(.changed, at: path, live: live)
  }
}

extension JSONValue {
  /// Whether this says that nothing is wanted: null, an empty list, an empty object.
  var isNothing: Bool {
    switch self {
    case .null: true
    case .array(let items): items.isEmpty
    case .object(let members): members.isEmpty
    default: false
    }
  }

  /// Whether it is nothing, or what the server's types leave out: false, zero, no text.
  var isZero: Bool {
    switch self {
    case .bool(let value): !value
    case .number(let number): number.doubleValue == 0
    case .string(let text): text.isEmpty
    default: isNothing
    }
  }
}
