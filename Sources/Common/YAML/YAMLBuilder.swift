import JSON

/// Makes values of events: typing, anchors and aliases, merge keys, places and warnings.
///
/// What aliases stand for is counted each time against the limits, on all documents of the text together, and an alias
/// must not nest deeper than the limit either: values that share memory here do not share it once they are written.
struct YAMLBuilder {
  /// A value, its node, and how much it is.
  private struct Built {
    let value: JSONValue
    let node: Int
    var weight = Weight(values: 1, bytes: 0)
    /// The levels of lists and mappings in it.
    var height = 0
  }

  /// How much a value is, with what its aliases stand for.
  private struct Weight {
    var values: Int
    var bytes: Int
  }

  private static let warningBound = 100

  private let events: [YAMLEvent]
  private let limits: YAMLLimits
  private var index = 0
  private var depth = 0
  private var total = Weight(values: 0, bytes: 0)
  private var anchors: [String: Built] = [:]
  private var openAnchors: Set<String> = []
  private var warnings: [YAMLWarning] = []
  private var places = YAMLPlaces()

  init(events: [YAMLEvent], limits: YAMLLimits) {
    self.events = events
    self.limits = limits
  }

  mutating func documents() throws(YAMLError) -> [YAMLDocument] {
    var documents: [YAMLDocument] = []
    while index < events.count {
      guard case .documentStart = events[index].kind else {
        index += 1
        continue
      }
      index += 1
      anchors = [:]
      openAnchors = []
      warnings = []
      places = YAMLPlaces()
      let isEmpty: Bool
      if case .scalar("", true, nil) = events[index].kind { isEmpty = true } else { isEmpty = false }
      let built = try value()
      places.root = built.node
      if !isEmpty { documents.append(YAMLDocument(value: built.value, warnings: warnings, places: places)) }
    }
    return documents
  }

  private func failure(_ code: YAMLError.Code, _ message: String, _ position: YAMLPosition) -> YAMLError {
    YAMLError(code: code, message: message, position: position)
  }

  private mutating func charge(_ weight: Weight, _ position: YAMLPosition) throws(YAMLError) {
    total.values += weight.values
    total.bytes += weight.bytes
    if total.values > limits.values {
      throw failure(.limit, "the text stands for more than \(limits.values) values; do its aliases multiply?", position)
    }
    if total.bytes > limits.expansion {
      throw failure(
        .limit, "the text stands for more than \(limits.expansion) bytes; do its aliases multiply?", position)
    }
  }

  private mutating func value() throws(YAMLError) -> Built {
    let event = events[index]
    index += 1
    let node = places.nodes.count
    places.nodes.append(YAMLPlaces.Node(position: event.position))
    if case .alias(let name) = event.kind { return try alias(name, event.position, node: node) }
    if let anchor = event.anchor { openAnchors.insert(anchor) }
    let before = total
    var built: Built
    switch event.kind {
    case .scalar(let text, let isPlain, let tag):
      try charge(Weight(values: 1, bytes: text.utf8.count), event.position)
      do throws(YAMLScalar.Problem) {
        built = Built(value: try YAMLScalar.value(text, isPlain: isPlain, tag: tag), node: node)
      } catch { throw failure(.structure, error.message, event.position) }
    case .sequenceStart:
      try charge(Weight(values: 1, bytes: 0), event.position)
      depth += 1
      built = try sequence(node)
      depth -= 1
    case .mappingStart:
      try charge(Weight(values: 1, bytes: 0), event.position)
      depth += 1
      built = try mapping(node)
      depth -= 1
    default: throw failure(.syntax, "a value is expected here", event.position)
    }
    built.weight = Weight(values: total.values - before.values, bytes: total.bytes - before.bytes)
    if let anchor = event.anchor {
      openAnchors.remove(anchor)
      anchors[anchor] = built
    }
    return built
  }

  private mutating func alias(_ name: String, _ position: YAMLPosition, node: Int) throws(YAMLError) -> Built {
    if openAnchors.contains(name) {
      throw failure(.structure, "the alias *\(name) stands inside its own anchor", position)
    }
    guard let anchor = anchors[name] else {
      throw failure(.structure, "the alias *\(name) has no anchor &\(name) before it", position)
    }
    if depth + anchor.height > limits.usableDepth {
      throw failure(.limit, "the alias *\(name) makes a nesting deeper than \(limits.usableDepth)", position)
    }
    try charge(anchor.weight, position)
    return Built(value: anchor.value, node: node, weight: anchor.weight, height: anchor.height)
  }

  private mutating func sequence(_ node: Int) throws(YAMLError) -> Built {
    var elements: [JSONValue] = []
    var children: [Int] = []
    var height = 0
    while true {
      if case .sequenceEnd = events[index].kind {
        index += 1
        places.nodes[node].children = children
        return Built(value: .array(elements), node: node, height: height + 1)
      }
      let element = try value()
      elements.append(element.value)
      children.append(element.node)
      height = max(height, element.height)
    }
  }

  private mutating func mapping(_ node: Int) throws(YAMLError) -> Built {
    var members = JSONObject()
    var keys: [String] = []
    var children: [Int] = []
    var height = 0
    while true {
      let event = events[index]
      if case .mappingEnd = event.kind {
        index += 1
        break
      }
      if Self.isMergeKey(event) {
        index += 1
        let merged = try value()
        height = max(height, merged.height - 1)
        for object in try mergedObjects(merged.value, event.position) {
          for (key, value) in object {
            if members[key] != nil { warn("the merge key << replaces it", key, of: keys, children, event.position) }
            members[key] = value
          }
        }
        continue
      }
      let key = try key()
      let value = try value()
      if members[key] != nil { warn("this one counts", key, of: keys, children, event.position) }
      members[key] = value.value
      keys.append(key)
      children.append(value.node)
      places.nodes[value.node].position = event.position
      height = max(height, value.height)
    }
    places.nodes[node].keys = keys
    places.nodes[node].children = children
    return Built(value: .object(members), node: node, height: height + 1)
  }

  /// The key that comes next; it leaves no place behind: the value's is its.
  private mutating func key() throws(YAMLError) -> String {
    let event = events[index]
    // Unlike a value, a key may look infinite: `.inf: 1` has the key ".inf".
    if case .scalar(let text, true, nil) = event.kind, YAMLScalar.meaning(of: text) == .notFinite, event.anchor == nil {
      index += 1
      try charge(Weight(values: 1, bytes: text.utf8.count), event.position)
      return text
    }
    let nodes = places.nodes.count
    let built = try value()
    places.nodes.removeSubrange(nodes...)
    guard let key = YAMLScalar.key(built.value) else {
      throw failure(.structure, "a key is \(built.value.kindDescription); a key must be text", event.position)
    }
    return key
  }

  private static func isMergeKey(_ event: YAMLEvent) -> Bool {
    guard case .scalar("<<", let isPlain, let tag) = event.kind else { return false }
    return tag == nil ? isPlain : tag == "tag:yaml.org,2002:merge"
  }

  /// The mappings that a merge key names, one or a list of them, in the order in which they are set: of a list the
  /// first one counts, so it comes last.
  private func mergedObjects(_ value: JSONValue, _ position: YAMLPosition) throws(YAMLError) -> [JSONObject] {
    if let object = value.objectValue { return [object] }
    var objects: [JSONObject] = []
    for element in (value.arrayValue ?? [.null]).reversed() {
      guard let object = element.objectValue else {
        throw failure(.structure, "the merge key << takes a mapping or a list of them", position)
      }
      objects.append(object)
    }
    return objects
  }

  /// Says that a key is set again, if it was written out in this mapping (and did not come by a merge key).
  private mutating func warn(
    _ what: String, _ key: String, of keys: [String], _ children: [Int], _ position: YAMLPosition
  ) {
    guard warnings.count < Self.warningBound, let index = keys.lastIndex(of: key) else { return }
    let line = places.nodes[children[index]].position.line
    let message = "the key '\(key)' is written on line \(line) already; \(what)"
    warnings.append(YAMLWarning(message: message, position: position))
  }
}
