/// The objects of one resource in the order of their paths, and its last writes.
///
/// A state that was is made from the present one by undoing what came after, so that a reader of an old state holds no copy.
struct StoreBucket: Sendable {
  /// In the order of their paths.
  private(set) var objects: [StoredObject] = []
  /// The writes that are remembered, oldest first.
  private(set) var history: [StoreEvent] = []
  private var eventBytes = 0
  /// The oldest version whose state is known.
  private(set) var floor: Int
  /// The version since which the resource has its present schema.
  var schemaSince: Int

  /// A bucket that is empty, as of a version.
  init(since version: Int) {
    floor = version
    schemaSince = version
  }

  /// A bucket with what a file held, in the order of paths.
  init(_ objects: [StoredObject], since version: Int) {
    self.init(since: version)
    self.objects = objects
  }

  /// The object at a path.
  func object(_ path: String) -> StoredObject? {
    let index = Self.lowerBound(objects, path)
    return index < objects.count && objects[index].path == path ? objects[index] : nil
  }

  /// The objects of a namespace; nil for all.
  func objects(in namespace: String?) -> ArraySlice<StoredObject> { Self.range(objects, namespace) }

  /// The writes after a version, oldest first.
  func events(after version: Int) -> ArraySlice<StoreEvent> {
    var (low, high) = (0, history.count)
    while low < high {
      let middle = (low + high) / 2
      if history[middle].version <= version { low = middle + 1 } else { high = middle }
    }
    return history[low...]
  }

  /// The objects of a namespace as they were at a version that is not below `floor`.
  func objects(in namespace: String?, at version: Int) -> ArraySlice<StoredObject> {
    let later = events(after: version)
    guard !later.isEmpty else { return objects(in: namespace) }
    var before: [String: StoredObject?] = [:]
    for event in later where namespace == nil || event.object.namespace == namespace {
      if before[event.object.path] == nil { before[event.object.path] = .some(event.old) }
    }
    var past: [StoredObject] = []
    for object in objects(in: namespace) where before[object.path] == nil { past.append(object) }
    for case let object? in before.values { past.append(object) }
    past.sort { $0.path < $1.path }
    return past[...]
  }

  /// Does a write, and remembers it within the limits.
  mutating func commit(_ event: StoreEvent, _ limits: StoreLimits) {
    let index = Self.lowerBound(objects, event.object.path)
    switch event.kind {
    case .added: objects.insert(event.object, at: index)
    case .modified: objects[index] = event.object
    case .deleted: objects.remove(at: index)
    }
    history.append(event)
    eventBytes += event.object.bytes.count
    if history.count > limits.historyCount || eventBytes > limits.historyBytes {
      forget(history[history.count / 2].version)
    }
  }

  /// Forgets the states before a version.
  mutating func forget(_ version: Int) {
    let forgotten = history.prefix { $0.version <= version }
    for event in forgotten { eventBytes -= event.object.bytes.count }
    history.removeFirst(forgotten.count)
    floor = max(floor, version)
  }

  /// Where the first object behind a path is.
  static func index(in objects: ArraySlice<StoredObject>, after path: String) -> Int {
    var (low, high) = (objects.startIndex, objects.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if objects[middle].path <= path { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func lowerBound(_ objects: [StoredObject], _ path: String) -> Int {
    var (low, high) = (0, objects.count)
    while low < high {
      let middle = (low + high) / 2
      if objects[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func range(_ objects: [StoredObject], _ namespace: String?) -> ArraySlice<StoredObject> {
    guard let namespace else { return objects[...] }
    // "0" is what follows "/".
    return objects[lowerBound(objects, "\(namespace)/")..<lowerBound(objects, "\(namespace)0")]
  }
}
