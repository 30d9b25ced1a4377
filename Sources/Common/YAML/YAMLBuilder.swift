import JSON

/// Makes values of events: typing, anchors and aliases, merge keys, places and warnings.
struct YAMLBuilder {
  private let events: [YAMLEvent]
  private let limits: YAMLLimits
  private var index = 0
  private var anchors: [String: (value: JSONValue, count: Int)] = [:]
  private var openAnchors: Set<String> = []
  private var count = 0
  private var warnings: [YAMLWarning] = []
  private var positions: [JSONPath: YAMLPosition] = [:]

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
      count = 0
      warnings = []
      positions = [:]
      let isEmpty: Bool
      if case .scalar("", true, nil) = events[index].kind { isEmpty = true } else { isEmpty = false }
      let value = try value(at: JSONPath())
      if !isEmpty { documents.append(YAMLDocument(value: value, warnings: warnings, positions: positions)) }
    }
    return documents
  }

  private func failure(_ code: YAMLError.Code, _ message: String, _ position: YAMLPosition) -> YAMLError {
    YAMLError(code: code, message: message, position: position)
  }

  private mutating func charge(_ values: Int, _ position: YAMLPosition) throws(YAMLError) {
    count += values
    if count > limits.values {
      throw failure(
        .limit, "the document stands for more than \(limits.values) values; do its aliases multiply?", position)
    }
  }

  private mutating func value(at path: JSONPath) throws(YAMLError) -> JSONValue {
    let event = events[index]
    index += 1
    positions[path] = event.position
    if case .alias(let name) = event.kind { return try alias(name, event.position) }
    try charge(1, event.position)
    let before = count
    if let anchor = event.anchor { openAnchors.insert(anchor) }
    let value: JSONValue
    switch event.kind {
    case .scalar(let text, let isPlain, let tag): value = YAMLScalar.value(text, isPlain: isPlain, tag: tag)
    case .sequenceStart: value = try sequence(at: path)
    case .mappingStart: value = try mapping(at: path)
    default: throw failure(.syntax, "a value is expected here", event.position)
    }
    if let anchor = event.anchor {
      openAnchors.remove(anchor)
      anchors[anchor] = (value, count - before + 1)
    }
    return value
  }

  private mutating func alias(_ name: String, _ position: YAMLPosition) throws(YAMLError) -> JSONValue {
    if openAnchors.contains(name) {
      throw failure(.structure, "the alias *\(name) stands inside its own anchor", position)
    }
    guard let anchor = anchors[name] else {
      throw failure(.structure, "the alias *\(name) has no anchor &\(name) before it", position)
    }
    try charge(anchor.count, position)
    return anchor.value
  }

  private mutating func sequence(at path: JSONPath) throws(YAMLError) -> JSONValue {
    var elements: [JSONValue] = []
    while true {
      if case .sequenceEnd = events[index].kind {
        index += 1
        return .array(elements)
      }
      elements.append(try value(at: path.appending(elements.count)))
    }
  }

  private mutating func mapping(at path: JSONPath) throws(YAMLError) -> JSONValue {
    var members = JSONObject()
    var merged: [JSONObject] = []
    var lines: [String: Int] = [:]
    while true {
      let event = events[index]
      if case .mappingEnd = event.kind {
        index += 1
        break
      }
      let isMerge: Bool
      if case .scalar("<<", true, nil) = event.kind { isMerge = true } else { isMerge = false }
      // The key's place is the value's too, until the value is read and says its own.
      let keyValue = try value(at: path.appending("<key>"))
      positions[path.appending("<key>")] = nil
      guard let key = YAMLScalar.key(keyValue) else {
        throw failure(.structure, "a key is \(keyValue.kindDescription); JSON's keys are text", event.position)
      }
      if isMerge {
        merged += try mergedMappings(event.position)
        continue
      }
      if let line = lines[key] {
        let message = "the key '\(key)' is written on line \(line) already; this one counts"
        warnings.append(YAMLWarning(message: message, position: event.position))
      }
      lines[key] = event.position.line
      let memberPath = path.appending(key)
      members[key] = try value(at: memberPath)
      positions[memberPath] = event.position
    }
    for object in merged {
      for (key, value) in object where members[key] == nil { members[key] = value }
    }
    return .object(members)
  }

  /// The mappings that a merge key names: one, or a list of them.
  private mutating func mergedMappings(_ position: YAMLPosition) throws(YAMLError) -> [JSONObject] {
    let value = try value(at: JSONPath([.key("<<")]))
    positions[JSONPath([.key("<<")])] = nil
    if let object = value.objectValue { return [object] }
    var objects: [JSONObject] = []
    for element in value.arrayValue ?? [.null] {
      guard let object = element.objectValue else {
        throw failure(.structure, "the merge key << takes a mapping or a list of them", position)
      }
      objects.append(object)
    }
    return objects
  }
}
