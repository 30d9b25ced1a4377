import JSON

/// Puts what is applied over what is there: members and items of the two are united, and what both have is the applied one's.
///
/// The items of the applied list keep their order; those of others stay where they are among them.
enum ObjectMerge {
  static func merge(_ live: JSONValue?, _ applied: JSONValue?, _ node: SchemaNode) throws(ApplyProblem) -> JSONValue? {
    guard let deciding = applied ?? live else { return nil }
    switch node.shape(of: deciding) {
    case .scalar: return deciding
    case .map(let isGranular):
      let (left, right) = (live?.objectValue ?? [:], applied?.objectValue ?? [:])
      if !isGranular || left.isEmpty && right.isEmpty { return deciding }
      return try mergeMembers(left, right, node)
    case .list(let type):
      let (left, right) = (live?.arrayValue ?? [], applied?.arrayValue ?? [])
      if type == .atomic || left.isEmpty && right.isEmpty { return deciding }
      return try mergeItems(left, right, type, node)
    }
  }

  private static func mergeMembers(
    _ live: JSONObject, _ applied: JSONObject, _ node: SchemaNode
  ) throws(ApplyProblem) -> JSONValue? {
    var merged = live
    for (name, value) in applied {
      do throws(ApplyProblem) {
        merged[name] = try merge(live[name], value, node.member(name) ?? .anything)
      } catch {
        throw error.within(.field(name))
      }
    }
    return merged.isEmpty ? Optional.none : .object(merged)
  }

  private static func mergeItems(
    _ live: [JSONValue], _ applied: [JSONValue], _ type: SchemaNode.ListType, _ node: SchemaNode
  ) throws(ApplyProblem) -> JSONValue? {
    let left = try ListIndex(live, type, node, allowsDuplicates: true)
    let right = try ListIndex(applied, type, node, allowsDuplicates: false)
    var shared = right.steps.filter { left.items[$0] != nil }[...]
    var nextShared = shared.popFirst()
    var done: Set<FieldStep> = []
    var merged: [JSONValue] = []

    func append(_ step: FieldStep, _ old: JSONValue?, _ new: JSONValue?) throws(ApplyProblem) {
      do throws(ApplyProblem) {
        if let item = try merge(old, new, node.element) { merged.append(item) }
      } catch {
        throw error.within(step)
      }
    }

    var (l, r) = (0, 0)
    while l < left.steps.count || r < right.steps.count {
      if l < left.steps.count, r < right.steps.count {
        let step = left.steps[l]
        if step == right.steps[r] {
          done.insert(step)
          try append(step, left.items[step] ?? nil, right.items[step] ?? nil)
          l += 1
          r += 1
          nextShared = shared.popFirst()
          continue
        }
        if right.items[step] != nil, let nextShared, nextShared != step {
          // The applied list has it elsewhere.
          l += 1
          continue
        }
      }
      if l < left.steps.count {
        let step = left.steps[l]
        if right.items[step] == nil {
          try append(step, live[l], nil)
          l += 1
          continue
        }
        if done.contains(step) { l += 1 }
      }
      if r < right.steps.count {
        let step = right.steps[r]
        done.insert(step)
        try append(step, left.items[step] ?? nil, right.items[step] ?? nil)
        r += 1
        if nextShared == step { nextShared = shared.popFirst() }
      }
    }
    return merged.isEmpty ? Optional.none : .array(merged)
  }
}

/// The items of a list by what tells them from each other.
struct ListIndex {
  private(set) var steps: [FieldStep] = []
  /// Nil inside for what is there more than once: none of those is merged.
  private(set) var items: [FieldStep: JSONValue?] = [:]

  init(
    _ list: [JSONValue], _ type: SchemaNode.ListType, _ node: SchemaNode, allowsDuplicates: Bool
  ) throws(ApplyProblem) {
    for (index, item) in list.enumerated() {
      let step: FieldStep
      do throws(ApplyProblem) {
        guard let found = try node.step(to: item, in: type) else { continue }
        step = found
      } catch {
        throw ApplyProblem("element \(index): \(error.message)")
      }
      if items[step] != nil {
        guard allowsDuplicates else { throw ApplyProblem("duplicate entries for key \(step)") }
        items[step] = .some(nil)
      } else {
        items[step] = item
      }
      steps.append(step)
    }
  }
}
